import { Masks } from './masks';

type Members = Readonly<Record<string, unknown>>;
const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members of the contract that hold a word of a list, a code or an amount, never a person's own words. */
const plain = new Set(
  `specversion type dataschema agency origin system currency kind priceFrequency capacity state role roles intent enquiryType
   contactBy position financing frequency channel strength reaction purpose propertyTypes language row want term visibility
   price minPrice maxPrice how status source`.split(/\s+/u),
);
const plainShape = /^[\w.+:-]{1,64}$/u;
const moment = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/u;
const ids = /(^id|Id|Ref|Refs|^subject|^mergedSubjects|^mls|^partitionkey|^causationid)$/u;

/**
 * An event with nobody in it. What is not known to be harmless is masked: names, addresses, ids, and every free text, members that
 * the contract does not know among them. The same value becomes the same mask wherever it stands.
 */
export function maskEvent(event: Members): Members {
  const masks = new Masks();
  const { source, time, data, ...attributes } = event;
  return {
    // Who sent it is a participant, and no person.
    ...(typeof source === 'string' ? { source: hostOf(source) } : {}),
    ...(typeof time === 'string' ? { time } : {}),
    ...masked(attributes, '', masks),
    ...(data === undefined ? {} : { data: value(data, 'data', '', masks) }),
  };
}

function hostOf(source: string): string {
  return /^https?:\/\/[^/?#@]+(?=[/?#]|$)/u.exec(source)?.[0] ?? 'urn:source';
}

function masked(members: Members, within: string, masks: Masks): Members {
  return Object.fromEntries(Object.entries(members).map(([name, part]) => [name, value(part, name, within, masks)]));
}

function value(part: unknown, name: string, within: string, masks: Masks): unknown {
  if (Array.isArray(part)) return part.map((one: unknown) => value(one, name, within, masks));
  if (isMembers(part)) return name === 'geometry' ? part : masked(part, name, masks);
  if (typeof part === 'number') return numberOf(part, name);
  return typeof part === 'string' ? text(part, name, within, masks) : part;
}

/** A point of the earth to some ten kilometres; what is long enough to be a telephone number is none any more. */
function numberOf(part: number, name: string): number {
  if (/^(lat|lng|lon|latitude|longitude)$/iu.test(name)) return Math.round(part * 10) / 10;
  return Math.abs(part) >= 1e8 ? 100_000_000 : part;
}

function text(part: string, name: string, within: string, masks: Masks): string {
  if (part === '') return part;
  if (name === 'birthday' || name === 'anniversary') return '1980-01-01';
  if (moment.test(part)) return part;
  if (part === 'application/json') return part;
  if (plain.has(name) && plainShape.test(part)) return part;
  if (name === 'uprn') return masks.of('uprn', part);
  if (ids.test(name)) return masks.of('id', part);
  if (/^[^\s@]+@[^\s@]+$/u.test(part)) return masks.of('email', part.toLowerCase());
  if (name === 'e164') return masks.of('phone', digitsOf(part));
  if (name === 'typed' || /phone|mobile|fax/iu.test(name)) return masks.of('phone', digitsOf(part));
  if (name === 'given' || name === 'family' || name === 'full' || within === 'name') return masks.name(name, part);
  if (/postcode|zip/iu.test(name)) return masks.of('postcode', part);
  if (/address|street|town|city/iu.test(name)) return masks.of('address', part);
  return masks.of(name === 'label' ? 'area' : 'text', part);
}

/** The end of a number is the same however it is written. */
const digitsOf = (part: string): string => part.replaceAll(/\D/gu, '').slice(-9);
