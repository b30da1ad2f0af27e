import { Client } from 'pg';
import { answerWith } from '../../harness/child';
import type { DrainQuestion, Drained } from '../question';

const page = 500;

/** The table below the embedded log, read raw: key by key, a page at a time, nothing made of its rows. */
async function read({ databaseUrl, topic, events }: DrainQuestion): Promise<Drained> {
  const client = new Client({ connectionString: databaseUrl, options: '-c bridge.agency=*' });
  await client.connect();
  const text = `select position, key, appended, attributes, data from event_log.records where topic = $1 and position >= $2 order by position limit ${page}`;
  const pageFrom = (next: number): Promise<unknown[][]> =>
    client.query<unknown[]>({ name: 'raw', text, values: [topic, next], rowMode: 'array' }).then(({ rows }) => rows);
  let [seen, first] = [0, performance.now()];
  for (let rows = await pageFrom(0); rows.length > 0; rows = await pageFrom(seen)) {
    if (seen === 0) first = performance.now();
    seen += rows.length;
  }
  const perSecond = (seen * 1000) / (performance.now() - first);
  if (seen !== events) throw new TypeError(`${seen} of ${events} events were read`);
  await client.end();
  return { perSecond, seen, length: 0 };
}

answerWith(read);
