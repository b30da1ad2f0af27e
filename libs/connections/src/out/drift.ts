/** One member that a vendor holds otherwise than it was written. */
export interface Drift {
  /** JSON pointer into the vendor's record. */
  readonly field: string;
  readonly ours: string;
  readonly theirs: string;
}

/** What a record lacks of what is expected there; members it has beyond that are its own. */
export function driftBetween(expected: unknown, there: unknown, field = ''): readonly Drift[] {
  if (isObject(expected) && isObject(there))
    return Object.entries(expected).flatMap(([name, value]) => driftBetween(value, there[name], `${field}/${name}`));
  if (Array.isArray(expected) && Array.isArray(there)) {
    const has = new Set(there.map((one) => JSON.stringify(one)));
    const lost = expected.filter((one) => !has.has(JSON.stringify(one)));
    return lost.length === 0 ? [] : [{ field, ours: JSON.stringify(expected), theirs: JSON.stringify(there) }];
  }
  if (expected === undefined || JSON.stringify(expected) === JSON.stringify(there)) return [];
  return [{ field, ours: JSON.stringify(expected), theirs: JSON.stringify(there) ?? 'nothing' }];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
