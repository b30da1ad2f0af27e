import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { Journeys, Tallies } from '#delivery';
import { PostgresEventLog, topics } from '#event-log';
import { openDatabase, projectFolder, SystemClock } from '#runtime';
import type { DataSource } from 'typeorm';
import { PeopleList } from '../../apps/lead-desk/src/people/people-list';
import { BenchBridge } from './harness/bridge';
import { runOf } from './harness/floors';
import type { Ground } from './harness/ground';
import { type Curve, drawCurves } from './harness/plot';
import { median, shown } from './harness/rounds';
import { agency, website } from './load/accepted';
import { Receivers } from './load/receivers';
import { sendTo } from './rows/ingest';

const sizes = [1e4, 1e5, 1e6, 1e7];
const measured = 20_000;
const rounds = 3;
const lookUps = 200;
/** What a past may make dearer: that many times what the smallest costs. */
const most = 1.3;

const source = 'https://www.example.com';

/** What events of the past leave behind: log, inbox, ids seen, outcomes and the desk's entries, over a twentieth as many persons. */
const past = (from: number, to: number, all: number): string[] => {
  const rows = `generate_series(${from}, ${to - 1}) n`;
  const persons = Math.ceil(all / 20);
  const event = `'{"specversion":"1.0","id":"past-' || n || '","page":"' || repeat('x', 560) || '"}'`;
  const person = `md5('person ' || n % ${persons})::uuid`;
  const key = `substr(encode(sha256('\\x${keyHead}'::bytea || convert_to('past-' || n, 'UTF8')), 'hex'), 1, 32)::uuid`;
  const then = `now() - n % 1000 * interval '1 minute'`;
  return [
    `insert into event_log.records (topic, position, appended, agency, origin, subject, key, attributes, data)
     select '${topics.fromWebsites}', n, now(), '${agency}', '${website}', 'P' || n % ${persons}, ${person}, '{}', ${event} from ${rows}`,
    `insert into exchange.inbox (received, key, agency, participant, side, source, id, type, subject, person, topic, partition, position, appended, taken, event)
     select ${then}, ${key}, '${agency}', '${website}', 'website', '${source}', 'past-' || n, 'property.viewed', 'P' || n % ${persons},
       ${person}, '${topics.fromWebsites}', 0, n, now(), now(), ${event} from ${rows}`,
    `insert into exchange.seen (period, key, body) select floor(extract(epoch from now()) / 864000)::int, md5('seen ' || n)::uuid, ${key} from ${rows}`,
    `insert into exchange.outcomes (agency, target, key, person, state, routed_at, ended_at, number, took_ms, status, sent_as)
     select '${agency}', 'target-0', ${key}, ${person}, 'delivered', ${then}, ${then}, 1, 3, 200, ${person} from ${rows}`,
    `insert into exchange.persons (agency, person, participant, subject, human)
     select '${agency}', p, '${website}', 'past ' || p, p from (select distinct ${person} as p from ${rows}) x on conflict do nothing`,
    `insert into lead_desk.timeline (agency, entry, person_id, at, kind, type, side, sentence, participant, source, event_id)
     select '${agency}', ${key}, ${person}, ${then}, 'activity', 'property.viewed', 'website', 'Viewed a property', '${website}', '${source}', 'past-' || n from ${rows}`,
    `insert into event_log.heads (topic, next, newest) values ('${topics.fromWebsites}', ${to}, now()) on conflict (topic) do update set next = excluded.next, newest = excluded.newest`,
    `insert into exchange.positions (reader, topic, partition, next) values ('back-office-connector', '${topics.fromWebsites}', 0, ${to})
     on conflict (reader, topic, partition) do update set next = excluded.next`,
  ];
};

/** What the digest of an event's key begins with, in hexadecimal; a journey finds an event by nothing else. */
const keyHead = Buffer.from(['event', agency, website, source, ''].join('\0')).toString('hex');

const people = (all: number): string =>
  `insert into lead_desk.people (agency, human, name, email, visits, last_activity, first_seen, saves, searches, energy, open_intents, intents, sides, roles, denied, sought, sort_name)
   select '${agency}', md5('person ' || n)::uuid, 'Person ' || n, 'p' || n || '@example.com', n % 50, now() - n * interval '1 second', now() - n * interval '2 second',
     0, 0, n, '{}', '{}', '{website}', '{}', '{}', 'person ' || n, 'person ' || n from generate_series(1, ${Math.ceil(all / 20)}) n`;

const step = 1e6;

async function fillPast(url: string, to: number, say: (what: string) => void): Promise<void> {
  const client = new Client({ connectionString: url, options: '-c bridge.agency=* -c synchronous_commit=off' });
  await client.connect();
  for (let from = 0; from < to; from += step) {
    for (const statement of past(from, Math.min(to, from + step), to)) await client.query(statement);
    if (to > step) say(`  ${shown(from + step)} of ${shown(to)} events written`);
  }
  await client.query(people(to));
  await client.query('vacuum analyze');
  await client.query('checkpoint').catch(() => undefined); // Only a superuser may; then the first round pays for it.
  await client.end();
}

/** Milliseconds that one call takes, the median of many. */
async function took(call: (n: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = -20; n < lookUps; n += 1) {
    const began = performance.now();
    await call(n + 20);
    if (n >= 0) times.push(performance.now() - began);
  }
  return median(times);
}

/** Microseconds per event of reading a stretch of the log whose end is the end of the past. */
async function replayed(db: DataSource, size: number): Promise<number> {
  const log = new PostgresEventLog(db);
  let events = 0;
  const began = performance.now();
  for await (const { records } of log.read(topics.fromWebsites, { positions: { 0: String(Math.max(0, size - 1e4)) } })) {
    events += records.length;
    if (events >= 1e4) break;
  }
  const each = ((performance.now() - began) * 1000) / events;
  await log.close();
  return each;
}

/** Of one past, in the unit of each curve: what an event costs, and how long a look-up takes. */
async function measure(
  ground: Ground,
  receivers: Receivers,
  size: number,
  say: (what: string) => void,
): Promise<ReadonlyMap<string, number>> {
  const bridge = await BenchBridge.setUp({ ground, targets: [{ port: receivers.ports[0] ?? 0, connections: 64 }] });
  say(`a past of ${shown(size)} events …`);
  await fillPast(bridge.databaseUrl, size, say);
  const db = await openDatabase({ url: bridge.databaseUrl, name: 'growth', everyAgency: true });
  const of = new Map<string, number>();
  const [journeys, tallies, list] = [new Journeys(db), new Tallies(db), new PeopleList(db, new SystemClock())];
  const replays: number[] = [];
  for (let round = 0; round < rounds; round += 1) replays.push(await replayed(db, size));
  of.set('replay', median(replays));
  of.set('tally', await took(() => tallies.of(agency)));
  of.set('people', await took(() => list.list(agency, { limit: 100 })));
  const some = (n: number): string => `past-${(n * 7919) % size}`;
  const [known] = await journeys.of(agency, { source, id: some(1) }, { payloads: true });
  if (known?.targets[0]?.state !== 'delivered') throw new TypeError('An event of the past has no journey');
  of.set('journey', await took((n) => journeys.of(agency, { source, id: some(n) }, { payloads: true })));
  const [delivery, ingest]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const run = runOf('g', round);
    await bridge.fill(run, measured, 5_000);
    await receivers.reset(run);
    const { app } = await bridge.start('back-office-connector');
    delivery.push(1e6 / (await receivers.all(measured).finally(() => app.stop())).perSecond);
    const gateway = await bridge.start('web-ingest');
    const sent = await sendTo(gateway.port, { run: runOf('h', round), key: bridge.key }).finally(() => gateway.app.stop());
    ingest.push(1e6 / sent);
  }
  of.set('delivery', median(delivery));
  of.set('ingest', median(ingest));
  await db.destroy();
  await ground.drop(bridge.databaseUrl);
  return of;
}

const curves: readonly Omit<Curve, 'values'>[] = [
  { id: 'ingest', what: 'ingest, µs an event' },
  { id: 'delivery', what: 'delivery, µs an event' },
  { id: 'replay', what: 'replay, µs an event' },
  { id: 'journey', what: 'a journey, ms' },
  { id: 'tally', what: 'the tally, ms' },
  { id: 'people', what: 'a page of people, ms' },
];

/** What an event costs and a look-up takes beside a growing past, in the embedded log. Answers a table, and draws it. */
export async function growth(ground: Ground, upTo: number, say: (what: string) => void): Promise<string> {
  const chosen = sizes.filter((one) => one <= upTo);
  const receivers = await Receivers.start();
  const found: ReadonlyMap<string, number>[] = [];
  try {
    for (const size of chosen) {
      const of = await measure(ground, receivers, size, say);
      found.push(of);
      say(`  ${curves.map(({ id, what }) => `${what}: ${shown(of.get(id) ?? Number.NaN)}`).join('; ')}`);
    }
  } finally {
    await receivers.stop();
  }
  const lines = [`| events of the past | ${curves.map(({ what }) => what).join(' | ')} |`, `| --- |${' --- |'.repeat(curves.length)}`];
  for (const [index, size] of chosen.entries())
    lines.push(`| ${shown(size)} | ${curves.map(({ id }) => shown(found[index]?.get(id) ?? Number.NaN)).join(' | ')} |`);
  const ratios = curves.map((curve) => {
    const values = found.map((of) => (of.get(curve.id) ?? Number.NaN) / (found[0]?.get(curve.id) ?? Number.NaN));
    return { ...curve, values };
  });
  lines.push(`| last ÷ first (at most ${most}) | ${ratios.map(({ values }) => shown(values.at(-1) ?? Number.NaN)).join(' | ')} |`);
  const file = join(projectFolder(__dirname), 'test/benchmarks/growth.svg');
  writeFileSync(
    file,
    drawCurves({ title: 'Cost beside a growing past, as a ratio to the smallest', sizes: chosen, curves: ratios, limit: most }),
  );
  return `${lines.join('\n')}\n\nDrawn in ${file}`;
}
