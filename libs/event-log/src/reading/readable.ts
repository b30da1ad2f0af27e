/** What every CloudEvent has. */
const needed = ['specversion', 'id', 'source', 'type'] as const;

/** Why a record with these attributes is no event; nothing when it is one. */
export function whyMalformed(has: (attribute: string) => boolean): string | undefined {
  for (const attribute of needed) if (!has(attribute)) return `it has no ${attribute}`;
  return undefined;
}
