import { Client } from 'pg';
import { topics } from '#event-log';
import { BenchBridge } from './harness/bridge';
import { runOf } from './harness/floors';
import type { Ground } from './harness/ground';
import { median, shown } from './harness/rounds';
import { agency, website } from './load/accepted';
import { Receivers } from './load/receivers';

const sizes = [1e4, 1e5, 1e6, 1e7];
const measured = 10_000;
const rounds = 3;

/** What events of the past leave behind: log, inbox, ids seen, attempts and outcomes, over a twentieth as many persons. */
const past = (from: number, to: number): string[] => {
  const rows = `generate_series(${from}, ${to - 1}) n`;
  const event = `'{"specversion":"1.0","id":"past-' || n || '","page":"' || repeat('x', 800) || '"}'`;
  const person = `md5('person ' || n % ${Math.ceil(to / 20)})::uuid`;
  const key = `md5('key ' || n)::uuid`;
  const then = `now() - n % 1000 * interval '1 minute'`;
  return [
    `insert into event_log.records (topic, position, appended, agency, origin, subject, key, attributes, data)
     select '${topics.fromWebsites}', n, now(), '${agency}', '${website}', 'P' || n % ${Math.ceil(to / 20)}, ${person}, '{}', ${event} from ${rows}`,
    `insert into exchange.inbox (received, key, agency, participant, side, source, id, type, subject, person, topic, partition, position, appended, taken, event)
     select ${then}, ${key}, '${agency}', '${website}', 'website', 'https://www.example.com', 'past-' || n, 'property.viewed', 'P' || n % ${Math.ceil(to / 20)},
       ${person}, '${topics.fromWebsites}', 0, n, now(), now(), ${event} from ${rows}`,
    `insert into exchange.seen (period, key, body) select floor(extract(epoch from now()) / 864000)::int, md5('seen ' || n)::uuid, ${key} from ${rows}`,
    `insert into exchange.outcomes (agency, target, key, person, state, routed_at, ended_at, number, took_ms, status, sent_as)
     select '${agency}', 'target-0', ${key}, ${person}, 'delivered', ${then}, ${then}, 1, 3, 200, ${person} from ${rows}`,
    `insert into exchange.persons (agency, person, participant, subject, human)
     select '${agency}', p, '${website}', 'past ' || p, p from (select distinct ${person} as p from ${rows}) x on conflict do nothing`,
    `insert into event_log.heads (topic, next, newest) values ('${topics.fromWebsites}', ${to}, now()) on conflict (topic) do update set next = excluded.next, newest = excluded.newest`,
    `insert into exchange.positions (reader, topic, partition, next) values ('back-office-connector', '${topics.fromWebsites}', 0, ${to})
     on conflict (reader, topic, partition) do update set next = excluded.next`,
  ];
};

const step = 1e6;

async function fillPast(url: string, to: number): Promise<void> {
  const client = new Client({ connectionString: url, options: '-c bridge.agency=*' });
  await client.connect();
  for (let from = 0; from < to; from += step) for (const statement of past(from, Math.min(to, from + step))) await client.query(statement);
  await client.query('vacuum analyze');
  await client.end();
}

/** How fast ten thousand events go from the embedded log to a target beside a growing past. Answers a table. */
export async function growth(ground: Ground, most: number, say: (what: string) => void): Promise<string> {
  const lines = ['events of the past   events/s, median of 3   least   most   of the smallest'];
  const receivers = await Receivers.start();
  let smallest = Number.NaN;
  try {
    for (const size of sizes.filter((one) => one <= most)) {
      const bridge = await BenchBridge.setUp({ ground, targets: [{ port: receivers.ports[0] ?? 0, connections: 64 }] });
      say(`a past of ${shown(size)} events …`);
      await fillPast(bridge.databaseUrl, size);
      const found: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const run = runOf('g', round);
        await bridge.fill(run, measured, 2_000);
        await receivers.reset(run);
        const { app } = await bridge.start('back-office-connector');
        found.push((await receivers.all(measured).finally(() => app.stop())).perSecond);
      }
      await ground.drop(bridge.databaseUrl);
      const middle = median(found);
      if (Number.isNaN(smallest)) smallest = middle;
      const figures = [middle, Math.min(...found), Math.max(...found), middle / smallest].map(shown);
      lines.push([shown(size), ...figures].join('   '));
      say(`  ${figures.join(', ')}`);
    }
  } finally {
    await receivers.stop();
  }
  return lines.join('\n');
}
