import { DeskRefusal } from '../api-problems/desk-refusal';

/** Where a page ended: opaque to whom it is given. */
export const cursorOf = (parts: readonly string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

const unknownCursor = (): DeskRefusal =>
  new DeskRefusal(400, [{ path: '/cursor', rule: 'cursor', message: 'Send the cursor of the page before as it came' }]);

/** The parts of a cursor that was given out, each of the form asked for. */
export function readCursor(cursor: string | undefined, forms: readonly RegExp[]): readonly string[] | undefined {
  if (cursor === undefined) return undefined;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw unknownCursor();
  }
  if (!Array.isArray(parts) || parts.length !== forms.length) throw unknownCursor();
  return parts.map((part: unknown, index) => {
    if (typeof part !== 'string' || part.includes('\u0000') || !forms[index]?.test(part)) throw unknownCursor();
    return part;
  });
}
