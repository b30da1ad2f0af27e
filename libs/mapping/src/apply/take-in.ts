import type { Expression, MappingFunctions } from '../expression';
import { mappingLimits } from '../limits';
import type { Pack, PackRecordIn } from '../pack';
import { MappingFailed } from '../problem';
import type { InContext } from './context';

/** One thing a vendor's webhook says: something of this record happened. */
export interface Notification {
  readonly topic: string;
  readonly record: string;
  readonly id: string;
  /** The vendor's version of the record, if it tells. */
  readonly version?: string;
  /** When it happened, RFC 3339, if it tells. */
  readonly at?: string;
  /** The record whole, where the vendor sends it along. */
  readonly value?: unknown;
  /** The vendor's id of whom it is about, where what is told of one person is taken in the order it came. */
  readonly person?: string;
}

/** An event a record led to; envelope and id are made by who appends it. */
export interface MappedEvent {
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
  readonly time?: string;
  readonly sequence?: string;
  /** What its sender names it by, where the vendor speaks the contract itself. */
  readonly id?: string;
  readonly causationid?: string;
  readonly dataschema?: string;
}

/** Reads a webhook's request. @throws MappingFailed where it is none, which is the sender's fault */
export async function notificationsOf(
  pack: Pack,
  request: { readonly headers: Readonly<Record<string, string>>; readonly body: unknown },
  functions: MappingFunctions,
): Promise<readonly Notification[]> {
  if (!pack.hook) return [];
  const { read } = pack.hook;
  const found = listOf(await read.evaluate(request, functions));
  bound(found, read, 'notifications', 500);
  return found.map((one) => {
    const { topic, record, id, version, at, value, person } = membersOf(one);
    const key = typeof id === 'number' ? String(id) : id;
    if (typeof topic !== 'string' || typeof record !== 'string' || typeof key !== 'string' || !pack.records.has(record))
      throw wrong(
        read,
        `answers ${JSON.stringify(one).slice(0, 200)}; a notification has a topic, an id, and a record that is one of ${[...pack.records.keys()].join(', ')}`,
      );
    return {
      topic,
      record,
      id: key,
      ...(typeof version === 'string' || typeof version === 'number' ? { version: String(version) } : {}),
      ...(typeof at === 'string' ? { at } : {}),
      ...(value === undefined ? {} : { value }),
      ...(typeof person === 'string' || typeof person === 'number' ? { person: String(person) } : {}),
    };
  });
}

/** A record tells what the person is called at the vendor by now, such as the contact an accepted enquiry became. */
export interface Learnt {
  /** By record of the pack. */
  readonly ids: Readonly<Record<string, string>>;
}

/** What a record says: events, and ids of whoever the bridge made this very record for. @throws MappingFailed */
export async function takenFrom(
  record: PackRecordIn,
  context: InContext,
  functions: MappingFunctions,
): Promise<{ events: readonly MappedEvent[]; learnt: readonly Learnt[] }> {
  const found = listOf(await record.map.evaluate(context, functions)).map(membersOf);
  bound(found, record.map, 'events', mappingLimits.events);
  const learnt = found.flatMap(({ ids }) => (ids === undefined ? [] : [{ ids: textsIn(ids, record.map) }]));
  const events = found.filter(({ ids }) => ids === undefined).map((one) => eventIn(one, record.map));
  return { events, learnt };
}

function eventIn(one: Readonly<Record<string, unknown>>, map: Expression): MappedEvent {
  const { type, subject, data, time, sequence, id, causationid, dataschema } = one;
  if (typeof type !== 'string' || typeof subject !== 'string' || subject === '')
    throw wrong(map, `answers ${JSON.stringify(one).slice(0, 200)}; an event has a type, a subject and data; what is learnt has ids`);
  return {
    type,
    subject,
    data: data ?? {},
    ...(typeof time === 'string' ? { time } : {}),
    ...(typeof sequence === 'string' || typeof sequence === 'number' ? { sequence: String(sequence) } : {}),
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof causationid === 'string' ? { causationid } : {}),
    ...(typeof dataschema === 'string' ? { dataschema } : {}),
  };
}

function textsIn(ids: unknown, map: Expression): Readonly<Record<string, string>> {
  const found = Object.entries(membersOf(ids));
  if (found.length === 0 || found.some(([, id]) => typeof id !== 'string' || id === ''))
    throw wrong(map, `answers the ids ${JSON.stringify(ids)}; each is a text by the name of a record`);
  return Object.fromEntries(found.map(([name, id]) => [name, String(id)]));
}

/** One item alone is no list in JSONata, none is nothing. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function bound(found: readonly unknown[], { place }: Expression, what: string, most: number): void {
  if (found.length > most) throw wrong({ place }, `answers ${found.length} ${what}, at most ${most} are taken`);
}

export function wrong({ place: { file, line, column } }: Pick<Expression, 'place'>, reason: string): MappingFailed {
  return new MappingFailed(`${file}:${line}:${column}`, reason);
}
