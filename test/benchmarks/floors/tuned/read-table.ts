import { Client } from 'pg';
import { answerWith } from '../../harness/child';
import type { DrainQuestion, Drained } from '../question';

const page = 2_000;

/** The table below the embedded log, read raw: one cursor over all of it, nothing made of its rows. */
async function read({ databaseUrl, topic, events }: DrainQuestion): Promise<Drained> {
  const client = new Client({ connectionString: databaseUrl, options: '-c bridge.agency=*' });
  await client.connect();
  await client.query('begin');
  await client.query({
    text: `declare raw no scroll cursor for select position, key, appended, attributes, data from event_log.records where topic = $1 order by position`,
    values: [topic],
  });
  const next = (): Promise<unknown[][]> =>
    client.query<unknown[]>({ text: `fetch ${page} from raw`, rowMode: 'array' }).then(({ rows }) => rows);
  let [seen, first] = [0, 0];
  for (let rows = await next(); rows.length > 0; rows = await next()) {
    first ||= performance.now();
    seen += rows.length;
  }
  const perSecond = (seen * 1000) / (performance.now() - first);
  if (seen !== events) throw new TypeError(`${seen} of ${events} events were read`);
  await client.end();
  return { perSecond, seen, length: 0 };
}

answerWith(read);
