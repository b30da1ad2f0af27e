import type { Chance } from '../../day/chance';
import type { Held, Wanted } from '../../compare/records';
import type { Act, Faults, TwinOptions, VendorName, VendorTwin } from '../../vendors';
import { textIn, type ToldEvent } from './told';

/** A customer as an agent finds them in the vendor's screens. */
export interface Customer {
  email: string;
  vendorId: string;
  given: string;
  family: string;
}

/** What agents did, and what must come of it. */
export interface Acted {
  /** Events at the website; who is none of its customers is named by `vendor:ID`. */
  atWebsite: Wanted[];
  /** Records they made or changed, in place of what the website had said of them. */
  atVendor: Wanted[];
}

/** One vendor in the demo. */
export interface VendorPart {
  readonly name: VendorName;
  readonly title: string;
  /** While customers register, and from then on. */
  readonly faults: { readonly opening: Faults; readonly busy: Faults };
  /** What the accepted events must have made, each record by its mark. */
  wanted(told: readonly ToldEvent[]): Wanted[];
  make(options: TwinOptions): VendorStage;
}

/** Its twin, and what is done and seen there. */
export interface VendorStage {
  /** With what its agents do in its own screens. */
  readonly twin: VendorTwin & { act(act: Act): unknown };
  /** Settings of its connection. */
  settings(address: string): Readonly<Record<string, unknown>>;
  held(): Held[];
  customers(): Customer[];
  /** Walk-ins and appointments, while customers are busy on the website. */
  takeIn(customers: readonly Customer[], chance: Chance): Acted;
  /** Edits of what is there, once the website has come to rest. */
  edit(customers: readonly Customer[], chance: Chance): Acted;
}

/** Of several that write the same record the last one counts. */
export function latest(wanted: readonly Wanted[]): Wanted[] {
  return [...new Map(wanted.map((one) => [`${one.kind} ${one.mark}`, one])).values()];
}

/** A record that one event made. */
export function made({ key, email, source, id, type }: ToldEvent, kind: string, more: Partial<Wanted> = {}): Wanted {
  return { kind, mark: key, person: email, event: { source, id, type }, ...more };
}

export function fullName(data: Record<string, unknown>): string {
  return `${textIn(data, 'person/name/given')} ${textIn(data, 'person/name/family')}`;
}

/** The subject of whom somebody lives with, if anybody. */
export function partnerIn({ data, subject }: ToldEvent): string | undefined {
  const members: unknown[] = Array.isArray(data['members']) ? data['members'] : [];
  return members.map((member) => textIn(member, 'subject')).find((other) => other !== '' && other !== subject);
}

/** A time as everybody writes it the same. */
export const instant = (text: unknown): string => new Date(String(text)).toISOString();
