/** JSON with sorted member names: equal values give equal text, whatever order they were sent in. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  // Built by hand, because it runs for every event and the members' arrays would be most of its work.
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += text === '' ? canonicalJson(item) : `,${canonicalJson(item)}`;
    return `[${text}]`;
  }
  // What is no array has members by name; each is looked at as something unknown.
  const members = value as Readonly<Record<string, unknown>>;
  for (const name of sorted(Object.keys(members))) {
    const member = members[name];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${quoted(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

function sorted(names: string[]): string[] {
  for (let at = 1; at < names.length; at += 1) if ((names[at - 1] ?? '') > (names[at] ?? '')) return names.sort();
  return names;
}

const known = new Map<string, string>();
const mostKnown = 2_000;

/** Names are the same few again and again; a sender that makes up ever new ones fills no memory. */
function quoted(name: string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  const text = JSON.stringify(name);
  if (known.size < mostKnown && name.length < 64) known.set(name, text);
  return text;
}
