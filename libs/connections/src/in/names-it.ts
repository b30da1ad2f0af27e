/** Deeper in an answer nobody keeps the id of the record it is about. */
const deepest = 5;

/** What a path names: its last part, and what its query asks for. */
export function partsOf(path: string): readonly string[] {
  const { pathname, searchParams } = new URL(path, 'http://vendor.invalid');
  return [decodeURIComponent(pathname.split('/').at(-1) ?? ''), ...searchParams.values()].filter((part) => part !== '');
}

/** Whether an answer holds one of these ids anywhere, as a text or a number: an answer that does not is none about that record. */
export function namesOneOf(answer: unknown, ids: readonly string[], depth = 0): boolean {
  if (typeof answer === 'string' || typeof answer === 'number') return ids.includes(String(answer));
  if (typeof answer !== 'object' || answer === null || depth > deepest) return false;
  return Object.values(answer).some((one) => namesOneOf(one, ids, depth + 1));
}
