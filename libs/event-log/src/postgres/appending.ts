import type { Pool, PoolClient } from 'pg';
import { AppendUnknown, EntryUnwritable, LogUnavailable } from '../errors';
import type { LogEntry } from '../event-log';
import { appendQuery, mostRows } from './insert';
import { sqlStateOf } from './log-pool';

/** Longer than a healthy commit ever takes, shorter than a caller waits. */
const answerWithinMs = 12_000;
const noPartition = '23514';

/** Durable before it resolves. @throws AppendUnknown, LogUnavailable, EntryUnwritable */
export async function appendRows(pool: Pool, topic: string, entries: readonly LogEntry[]): Promise<void> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw new LogUnavailable('The database of the log does not answer', cause);
  });
  const broken: unknown[] = [];
  const onError = (error: unknown): void => void broken.push(error);
  client.on('error', onError);
  let given = false;
  try {
    for (let start = 0; start < entries.length; start += mostRows) {
      await appendOnce(client, topic, entries.slice(start, start + mostRows));
      given = true;
    }
  } catch (error) {
    broken.push(error);
    throw given ? new AppendUnknown({ topic, entries: entries.length }, error) : error;
  } finally {
    client.off('error', onError);
    // After any failure a fresh connection is the safer one.
    client.release(broken.length > 0);
  }
}

async function appendOnce(client: PoolClient, topic: string, entries: readonly LogEntry[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const query = { ...appendQuery(topic, entries), query_timeout: answerWithinMs };
      const { rowCount } = await client.query(query);
      if (rowCount === entries.length) return;
      // The topic's first record ever.
      await client.query('insert into event_log.heads (topic) values ($1) on conflict do nothing', [topic]);
    } catch (error) {
      if (attempt < 3 && sqlStateOf(error) === noPartition) {
        await client.query('select event_log.make_days(now(), 3)').catch((cause: unknown) => {
          throw new LogUnavailable('No room could be made for the day', cause);
        });
        continue;
      }
      throw failureOf(topic, entries, error);
    }
  }
}

/** A statement the server refused left nothing behind; one without an answer, or ended with its connection, may have committed. */
function failureOf(topic: string, entries: readonly LogEntry[], cause: unknown): Error {
  if (cause instanceof LogUnavailable) return cause;
  const state = sqlStateOf(cause);
  if (state === undefined || state.startsWith('08') || state.startsWith('57P') || state.startsWith('XX'))
    return new AppendUnknown({ topic, entries: entries.length }, cause);
  if (state.startsWith('22')) return new EntryUnwritable({ key: entries[0]?.key ?? '', why: 'the database refuses its text' });
  return new LogUnavailable('The log could not be written', cause);
}
