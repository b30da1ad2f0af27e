import type { TwinCall } from './journal';
import { isRecord, type ReadEvent } from './wire';

/** One person as a twin holds it: what it was told, folded. */
export interface HeldPerson {
  id: string;
  name: string | null;
  events: number;
  lastType: string;
  lastAt: string;
  visits: number;
  searches: string[];
  saved: string[];
}

/** What a twin would show on its own screens. */
export class Holdings {
  private readonly people = new Map<string, HeldPerson>();

  apply({ event, data }: ReadEvent, ownId: string | null, call: TwinCall): void {
    const id = ownId ?? '(nobody)';
    const held = this.people.get(id) ?? {
      id,
      name: null,
      events: 0,
      lastType: event.type,
      lastAt: call.at,
      visits: 0,
      searches: [],
      saved: [],
    };
    held.events += 1;
    held.lastType = event.type;
    held.lastAt = call.at;
    if (isRecord(data)) fold(held, event.type, data);
    this.people.set(id, held);
  }

  list(): HeldPerson[] {
    return [...this.people.values()];
  }
}

function fold(held: HeldPerson, type: string, data: Record<string, unknown>): void {
  if (type === 'person.registered' || type === 'person.updated')
    held.name = (isRecord(data['person']) ? nameIn(data['person']) : undefined) ?? held.name;
  if (type === 'site.visited') held.visits += 1;
  const search = textAt(data, 'searchId');
  if (search && type === 'search.saved' && !held.searches.includes(search)) held.searches.push(search);
  if (search && type === 'search.removed') held.searches = held.searches.filter((s) => s !== search);
  const listing = isRecord(data['property']) ? textAt(data['property'], 'id') : undefined;
  if (listing && type === 'property.saved' && !held.saved.includes(listing)) held.saved.push(listing);
  if (listing && type === 'property.unsaved') held.saved = held.saved.filter((s) => s !== listing);
}

function nameIn(data: Record<string, unknown>): string | undefined {
  const name = data['name'];
  if (!isRecord(name)) return undefined;
  return textAt(name, 'full') ?? ([textAt(name, 'given'), textAt(name, 'family')].filter(Boolean).join(' ') || undefined);
}

function textAt(of: Record<string, unknown>, name: string): string | undefined {
  const value = of[name];
  return typeof value === 'string' ? value : undefined;
}
