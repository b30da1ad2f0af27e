/** The part of an address behind `?` as plain words: `type=a&type=b&side=website`. */
export type AddressWords = Record<string, string | string[]>;

export function readAddress(text: string): AddressWords {
  const found: AddressWords = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const known = found[name];
    found[name] = known === undefined ? value : Array.isArray(known) ? [...known, value] : [known, value];
  }
  return found;
}

export function writeAddress(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== '' && each !== false) params.append(name, String(each));
    }
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

export const oneOf = <T extends string>(value: unknown, known: readonly T[]): T | undefined => known.find((each) => each === value);

export const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export function manyIn(value: unknown): string[] | undefined {
  const all = (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string' && each !== '');
  return all.length > 0 ? all : undefined;
}

/** A whole number of at least 1. */
export function countIn(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
