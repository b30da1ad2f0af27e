const longest = 320;

/**
 * An e-mail address as it is compared: trimmed, NFKC, lower case. Dots and plus signs are kept, because only some
 * mailbox providers ignore them. `undefined` for what is no address.
 */
export function emailKey(typed: unknown): string | undefined {
  if (typeof typed !== 'string' || typed.length > longest) return undefined;
  const key = typed.trim().normalize('NFKC').toLowerCase();
  const at = key.lastIndexOf('@');
  return at > 0 && at < key.length - 1 && !/\s/.test(key) ? key : undefined;
}
