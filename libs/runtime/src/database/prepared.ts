const names = new Map<string, string>();

/**
 * Marks a statement that is asked many times a second: each connection has it read and rewritten once, and the server plans it anew
 * only while that pays (PostgreSQL, `plan_cache_mode`). For statements that name their columns, and whose text is one of few: every
 * connection keeps each of them.
 * @returns the text, to be asked as any other
 */
export function prepared(text: string): string {
  if (!names.has(text)) names.set(text, `bridge_${names.size + 1}`);
  return text;
}

/** Under which name a statement is prepared, if it is. */
export const nameOfPrepared = (text: unknown): string | undefined => (typeof text === 'string' ? names.get(text) : undefined);
