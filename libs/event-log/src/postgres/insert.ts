import type { LogEntry } from '../event-log';

interface Insert {
  readonly name: string;
  readonly text: string;
  readonly rows: number;
}

/**
 * One statement is the whole append: it takes the positions under the lock of the topic's row, which is held until the
 * commit, and inserts. So positions become visible in their own order, and no reader passes over one still being written.
 * Fixed sizes, so that each is planned once, and so close that few rows are left over, which are null and fall out.
 */
function insertOf(rows: number): Insert {
  const values: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    const p = 3 + row * 6;
    const cast = row === 0 ? '::text' : '';
    values.push(`(${row}, ${[0, 1, 2, 3, 4, 5].map((column) => `$${p + column}${cast}`).join(', ')})`);
  }
  return {
    rows,
    name: `event_log_append_${rows}`,
    text: `with head as (
      update event_log.heads set next = next + $2::bigint, newest = greatest(newest, clock_timestamp()) where topic = $1
      returning topic, next - $2::bigint as first, newest)
    insert into event_log.records (topic, position, appended, agency, origin, subject, key, attributes, data)
    select h.topic, h.first + v.n, h.newest, v.agency, v.origin, v.subject, v.key, v.attributes, v.data
    from head h, (values ${values.join(', ')}) v (n, agency, origin, subject, key, attributes, data) where v.key is not null`,
  };
}

const inserts: readonly Insert[] = [1, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 500].map(insertOf);

/** The most entries one statement takes. */
export const mostRows = 500;

/** The query that appends these entries, at most `mostRows`. */
export function appendQuery(topic: string, entries: readonly LogEntry[]): { name: string; text: string; values: unknown[] } {
  const insert = inserts.find(({ rows }) => rows >= entries.length) ?? insertOf(entries.length);
  const values: unknown[] = [topic, entries.length];
  for (const { key, attributes, data } of entries) {
    values.push(attributes.agency ?? '', attributes.origin ?? '', attributes.subject ?? null, key, JSON.stringify(attributes), data);
  }
  for (let row = entries.length; row < insert.rows; row += 1) values.push(null, null, null, null, null, null);
  return { name: insert.name, text: insert.text, values };
}
