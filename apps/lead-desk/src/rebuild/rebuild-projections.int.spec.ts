import { InboxHistory, type TakenEvent } from '#delivery';
import type { DataSource } from 'typeorm';
import { personIdOf } from '#people-exchange';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase, dumpOf } from '../../test/desk-database';
import { ann, explicit, home, implied, type Tale, taken, tellTaken } from '../../test/told-events';
import { digestOf } from '../take-events/digest';
import { rebuildProjections } from './rebuild-projections';

let desk: DeskDatabase;
let db: DataSource;

beforeEach(async () => {
  desk = await deskDatabase();
  db = desk.db;
});
afterEach(() => desk.end());
afterAll(endPostgres);

/** As the inbox keeps it. */
async function keep(events: readonly TakenEvent[]): Promise<void> {
  for (const { event, personId, receivedAt, topic } of events) {
    await db.query(
      `insert into exchange.inbox (received, key, agency, participant, side, source, id, type, subject, person, topic, partition, position, appended, taken, event)
       values ($1, $2, $3, $4, 'website', $5, $6, $7, $8, $9, $10, 0, 0, $1, $1, $11)`,
      [
        receivedAt,
        digestOf('event', event.agency, event.origin, event.source, event.id),
        event.agency,
        event.origin,
        event.source,
        event.id,
        event.type,
        event.subject,
        personId,
        topic,
        JSON.stringify(event),
      ],
    );
  }
}

const at = (minute: number): Pick<Tale, 'time' | 'received'> => {
  const time = `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z`;
  return { time, received: time };
};

const day: Tale[] = [
  { type: 'person.registered', data: ann, ...at(1) },
  { type: 'site.visited', data: { visits: 3 }, ...at(2) },
  { type: 'search.performed', data: implied(), ...at(3) },
  { type: 'search.saved', data: explicit('s'), ...at(4) },
  { type: 'ownership.claimed', data: { ...home('9'), ownership: { capacity: 'vendor', state: 'claimed' } }, ...at(5) },
  { type: 'person.registered', origin: 'office', subject: '17', data: ann, ...at(6) },
  { type: 'enquiry.made', data: { enquiryType: 'viewing', intent: 'sell' }, ...at(20) },
  { type: 'person.registered', subject: 'bob', data: { person: { name: { given: 'Bob' } } }, ...at(7) },
  { type: 'person.erased', subject: 'bob', data: {}, ...at(21) },
];

test('a rebuild from the inbox gives what was there, and what people did stays', async () => {
  const events = day.map(taken);
  const annId = personIdOf('oak', 'site', 'ann');
  const early = events.slice(0, 6);
  await tellTaken(db, early);
  const [todo]: { id: string }[] = await db.query('select id from lead_desk.todos');
  await db.query(`insert into lead_desk.todo_marks (agency, todo_id, person_id, done_at, by) values ('oak', $1, $2, now(), 'Me')`, [
    todo?.id,
    annId,
  ]);
  await db.query(
    `insert into lead_desk.notes (agency, id, person_id, text, at, by) values ('oak', gen_random_uuid(), $1, 'by hand', now(), 'Me')`,
    [annId],
  );
  await db.query(
    `insert into lead_desk.lead_marks (agency, id, person_id, intent, what, value, at, by) values ('oak', gen_random_uuid(), $1, 'sell', 'stage', 'closed', '2026-11-20T10:10:00Z', 'Me')`,
    [annId],
  );
  await tellTaken(db, events.slice(6));
  const live = await dumpOf(db);
  await keep(events.filter((one) => one.event.subject !== 'bob' || one.event.type === 'person.erased'));
  const seen: number[] = [];
  expect(await rebuildProjections({ db, history: new InboxHistory(db), onProgress: (count) => seen.push(count) })).toBe(8);
  expect(await dumpOf(db)).toEqual(live);
  expect(seen).toEqual([8]);
  expect(live.filter((row) => row.startsWith('leads'))).toHaveLength(3);
  expect(live.join('\n')).toContain('by hand');
});

test('a rebuild waits for an inbox that lacks what the desk has read', async () => {
  await tellTaken(db, day.slice(0, 1).map(taken));
  const before = await dumpOf(db);
  await db.query(
    `insert into exchange.positions (reader, topic, partition, next) values ('lead-desk', 't', 0, 5), ('web-ingest', 't', 0, 4)`,
  );
  await expect(rebuildProjections({ db, history: new InboxHistory(db) })).rejects.toMatchObject({
    code: 'rebuildTooEarly',
    retriable: true,
  });
  expect(await dumpOf(db)).toEqual(before);
});
