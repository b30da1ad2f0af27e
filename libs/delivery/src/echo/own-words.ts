import type { DataSource, EntityManager } from 'typeorm';
import type { InboxEntry } from '../inbox/inbox-rows';
import { partsOf } from './parts';
import { causeOf } from './state-of';

/** What a participant said itself of an entity, and when the bridge took it. */
export interface OwnWord {
  readonly part: string;
  readonly received: Date;
  readonly cause: string;
}

/** Whether the first was said after the second; of one moment, the ids decide, for both sides alike. */
export const isLater = (a: Omit<OwnWord, 'part'>, b: Omit<OwnWord, 'part'>): boolean =>
  a.received.getTime() === b.received.getTime() ? a.cause > b.cause : a.received > b.received;

/** Remembers what was said of entities, by part; what was said before of the same part is forgotten. */
export async function rememberOwnWords(
  manager: EntityManager,
  spoken: readonly { readonly entry: InboxEntry; readonly entity: string }[],
): Promise<void> {
  const words = new Map<string, readonly unknown[]>();
  for (const { entry, entity } of spoken) {
    const { event } = entry.arrival;
    for (const part of partsOf(event))
      words.set(JSON.stringify([event.agency, event.origin, entry.person, entity, part]), [
        event.agency,
        event.origin,
        entry.person,
        entity,
        part,
        event.receivedtime,
        causeOf(event.id),
      ]);
  }
  if (words.size === 0) return;
  const column = (place: number): unknown[] => [...words.values()].map((word) => word[place]);
  await manager.query(
    `insert into exchange.own_words (agency, participant, person, entity, part, received, cause)
     select * from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::uuid[]) x(a, o, p, e, t, r, c)
     where not exists (select from exchange.erased g where g.agency = x.a and g.person = x.p) order by 1, 2, 3, 4, 5
     on conflict (agency, participant, person, entity, part) do update set received = excluded.received, cause = excluded.cause
       where (excluded.received, excluded.cause) > (own_words.received, own_words.cause)`,
    [0, 1, 2, 3, 4, 5, 6].map(column),
  );
}

/** What a target said itself of an entity of a person, under whatever id of the same human. */
export async function ownWordsOf(
  db: DataSource,
  places: readonly { readonly agency: string; readonly target: string; readonly person: string; readonly entity: string }[],
): Promise<readonly (readonly OwnWord[])[]> {
  const found: { place: string; part: string; received: Date; cause: string }[] = await db.query(
    `select w.place - 1 as place, o.part, o.received, o.cause
     from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[]) with ordinality as w(agency, target, person, entity, place)
     join exchange.persons p on p.agency = w.agency and p.person = w.person
     join exchange.persons q on q.agency = p.agency and q.human = p.human
     join exchange.own_words o on o.agency = w.agency and o.participant = w.target and o.person = q.person and o.entity = w.entity`,
    [places.map((p) => p.agency), places.map((p) => p.target), places.map((p) => p.person), places.map((p) => p.entity)],
  );
  const words = places.map((): OwnWord[] => []);
  for (const { place, ...word } of found) words[Number(place)]?.push(word);
  return words;
}
