type Members = Readonly<Record<string, unknown>>;
const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);
/** Vendors write telephone numbers and names in their own way. */
const bare = (value: string | number | boolean): string =>
  String(value)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Whether somebody wrote over all that the bridge sent to a record: each sent body has a plain value that stands otherwise there now.
 * Lists and objects say nothing, because vendors keep those in their own way.
 * @param record as the vendor answers it, perhaps in one member that holds it
 */
export function isOverwritten(record: unknown, sent: readonly unknown[]): boolean {
  const bodies = sent.filter(isMembers);
  return bodies.length > 0 && bodies.length === sent.length && bodies.every((body) => !standsIn(body, record));
}

function standsIn(body: Members, record: unknown): boolean {
  const places = [record, ...(isMembers(record) ? Object.values(record) : [])].filter(isMembers);
  return Object.entries(body).every(([name, value]) => {
    if (!isPlain(value)) return true;
    const there = places.map((place) => place[name]).find(isPlain);
    return there === undefined || bare(there) === bare(value);
  });
}
