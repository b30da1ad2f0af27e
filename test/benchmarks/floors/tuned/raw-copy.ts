import { Client } from 'pg';
import { topics } from '#event-log';
import { answerWith } from '../../harness/child';
import { acceptedEntry } from '../../load/accepted';
import type { InboxQuestion } from '../../ours/inbox';
import { copyIn, field } from './copy-in';

const batchSize = 500;
const statement =
  'copy raw_inbox (received, key, agency, participant, side, source, id, type, subject, person, event_time, topic, partition, position, appended, taken, conflict, echo, event) from stdin';

/** The same rows by COPY into a table of the same shape and indexes, a commit per batch, nothing looked up. */
async function copy({ databaseUrl, run, from, batches }: InboxQuestion): Promise<number> {
  const client = new Client({ connectionString: databaseUrl, options: '-c bridge.agency=*' });
  await client.connect();
  await client.query('create table if not exists raw_inbox (like exchange.inbox including all)');
  const made = Array.from({ length: batches }, (_, batch) => rowsOf(run, from + batch * batchSize));
  for (const rows of made.slice(0, 2)) await copyIn(client, statement, rows);
  const began = performance.now();
  for (const rows of made.slice(2)) await copyIn(client, statement, rows);
  const perSecond = ((batches - 2) * batchSize * 1000) / (performance.now() - began);
  await client.end();
  return perSecond;
}

function rowsOf(run: string, from: number): string {
  const now = new Date();
  return Array.from({ length: batchSize }, (_, n) => {
    const { attributes, data, key } = acceptedEntry(run, from + n, (from + n) % 5_000);
    const event = JSON.stringify({ ...attributes, data: JSON.parse(data) });
    const { agency = '', origin = '', source = '', id = '', type = '', subject = '', time = '', receivedtime = '' } = attributes;
    // A random key, as a digest is.
    const place = [topics.fromWebsites, 0, from + n, now, now, false, false];
    return [receivedtime, crypto.randomUUID(), agency, origin, 'website', source, id, type, subject, key, time, ...place, event]
      .map(field)
      .join('\t');
  })
    .map((row) => `${row}\n`)
    .join('');
}

answerWith(copy);
