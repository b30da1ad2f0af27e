import type { HeldValue, OfferedValue } from '#mapping';

/** What came of comparing one list of the vendor; kept only where there is something to say. */
export interface ListFinding {
  readonly list: string;
  readonly title: string;
  readonly unknown: readonly (HeldValue & { readonly label: string })[];
  /** The first of what the vendor offers. */
  readonly offers: readonly OfferedValue[];
  /** Why it could not be asked for this time; what is unknown is from before then. */
  readonly says: string | null;
}

/** A value that a connection would send and its vendor does not know, or a list that could not be asked for. */
export interface ListWarning {
  readonly list: string;
  /** Setting or table that holds it; nothing where the list could not be asked for. */
  readonly in: string | null;
  /** Our own word for it, in a table. */
  readonly key: string | null;
  readonly value: string | null;
  readonly offers: readonly string[];
  /** All of it in a sentence. */
  readonly says: string;
}

const mostNamed = 12;
export const mostOffers = 50;

/** Pure. */
export function warningsOf(findings: readonly ListFinding[]): readonly ListWarning[] {
  return findings.flatMap(({ list, title, unknown, offers, says }) => {
    const offered = offers.map(({ value, label }) => (label === undefined || label === value ? value : `${value} (${label})`));
    return [
      ...unknown.map(({ in: place, key, value, label }) => ({
        list,
        in: place,
        key: key ?? null,
        value,
        offers: offered,
        says: `${held(label, key, value)}, which the vendor does not know. ${named(title, offered)}`,
      })),
      ...(says === null ? [] : [{ list, in: null, key: null, value: null, offers: [], says: `${title} could not be compared: ${says}` }]),
    ];
  });
}

const held = (label: string, key: string | undefined, value: string): string =>
  key === undefined ? `${label} is "${value}"` : `${label}: "${key}" goes as "${value}"`;

function named(title: string, offered: readonly string[]): string {
  if (offered.length === 0) return `It has no ${title} at all.`;
  const more = offered.length > mostNamed ? ', …' : '';
  return `It offers ${offered.slice(0, mostNamed).join(', ')}${more}.`;
}
