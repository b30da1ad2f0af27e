import type { ReadRecord } from '../event-log';
import { whyMalformed } from '../reading/readable';

interface Row {
  readonly position: string;
  readonly key: string;
  readonly appended: Date;
  readonly attributes: string;
  readonly data: string;
}

/** What a pool and a held connection have in common. */
export interface Asks {
  query(query: { name: string; text: string; values: unknown[] }): Promise<{ rows: Row[] }>;
}

export const batchSize = 500;
/** A batch ends before it would hold more, but has one record at least. */
const batchBytes = 8 * 1_048_576;

const text = `select position, key, appended, attributes, data from (
  select r.*, sum(octet_length(data)) over (order by position) - octet_length(data) as before from (
    select position, key, appended, attributes, data from event_log.records
    where topic = $1 and position >= $2 and appended >= $3 order by position limit ${batchSize}) r) b
where before < ${batchBytes} order by position`;

/**
 * The next records at or after a position. Times grow with positions, so the time of the last record read keeps the
 * search to that day's partition and later ones.
 */
export async function nextRecords(db: Asks, topic: string, next: bigint, since: Date | undefined): Promise<ReadRecord[]> {
  const values = [topic, next.toString(), since ?? '-infinity'];
  const { rows } = await db.query({ name: 'event_log_read', text, values });
  return rows.map((row) => recordOf(topic, row));
}

function recordOf(topic: string, { position, key, appended, attributes, data }: Row): ReadRecord {
  const place = { topic, partition: 0, position, appendedAt: appended };
  const parsed = attributesOf(attributes);
  const malformed = typeof parsed === 'string' ? parsed : whyMalformed((name) => name in parsed);
  if (malformed !== undefined || typeof parsed === 'string')
    return { ...place, key, raw: Buffer.from(data), malformed: malformed ?? 'its attributes cannot be read' };
  return { ...place, key, attributes: parsed, data };
}

/** The attributes, or why they are none. */
function attributesOf(text: string): Record<string, string> | string {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return 'its attributes are no object';
    for (const name in parsed) if (typeof Reflect.get(parsed, name) !== 'string') return `its attribute ${name} is no text`;
    // Looked through above: text by name, nothing else.
    return parsed as Record<string, string>;
  } catch {
    return 'its attributes are not JSON'; // Which words the parser has for it helps nobody.
  }
}
