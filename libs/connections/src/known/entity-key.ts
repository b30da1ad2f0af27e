import type { RecordDocument } from '#mapping';

type Members = Readonly<Record<string, unknown>>;
const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? { ...value } : {});
const named = (kind: string, id: unknown): string | undefined => (typeof id === 'string' && id !== '' ? `${kind}:${id}` : undefined);

/**
 * What of ours a vendor's record stands for, as a key within its person: `search:s1`. An event that names no such thing has a
 * record of its own.
 * @param key names the event at the connection
 */
export function entityKeyOf(of: RecordDocument['of'], data: unknown, key: string): string {
  const members = membersOf(data);
  const property = membersOf(members['property']);
  const found = ((): string | undefined => {
    switch (of) {
      case 'person':
        return 'person';
      case 'search':
        return named('search', members['searchId']);
      case 'appointment':
        return named('appointment', members['appointmentId']);
      case 'household':
        return named('household', members['householdId']);
      case 'listing':
      case 'dwelling':
        return named(`${of}:${typeof property['system'] === 'string' ? property['system'] : ''}`, property['id']);
      case 'enquiry':
      case 'event':
        return undefined;
    }
  })();
  return found ?? `event:${key}`;
}

/** Our own name of what a record stands for: `s1` of `search:s1`. */
export function nameIn(entity: string): string {
  return entity.slice(entity.indexOf(':') + 1);
}
