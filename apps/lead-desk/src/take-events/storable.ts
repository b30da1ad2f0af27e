const unstorable = /\\u(?:0000|d[89a-f][\da-f]{2})/i;

const clean = (text: string): string => text.toWellFormed().replaceAll('\u0000', '');

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [clean(name), cleaned(member)]));
}

/** An event without what PostgreSQL cannot hold: U+0000 is left out, half a surrogate pair becomes U+FFFD. */
export function storable<T extends object>(event: T): T {
  // The shape stays; only text inside it may change.
  return unstorable.test(JSON.stringify(event)) ? (cleaned(event) as T) : event;
}
