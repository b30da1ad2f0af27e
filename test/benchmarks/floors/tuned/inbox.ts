import type { Pool } from 'pg';

export interface Taken {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
}

/** Few fixed sizes, so that each statement is planned once. */
const sizes = [1, 8, 64, 250, 500];

const inserts = sizes.map((rows) => ({
  rows,
  name: `tuned_inbox_${rows}`,
  text: `insert into tuned_inbox (id, subject, body) select id, subject, body from (values ${Array.from(
    { length: rows },
    (_, row) => `($${row * 3 + 1}::text, $${row * 3 + 2}::text, $${row * 3 + 3}::text)`,
  ).join(', ')}) v (id, subject, body) where id is not null on conflict (id) do nothing returning id`,
}));

/** Keeps what is new, and answers what has to be delivered: the new, and what was kept but not delivered before a crash. */
export async function keep(pool: Pool, taken: readonly Taken[]): Promise<Taken[]> {
  const insert = inserts.find(({ rows }) => rows >= taken.length);
  if (!insert) return [...(await keep(pool, taken.slice(0, 500))), ...(await keep(pool, taken.slice(500)))];
  const values: (string | null)[] = taken.flatMap(({ id, subject, body }) => [id, subject, body]);
  while (values.length < insert.rows * 3) values.push(null);
  const { rows } = await pool.query<{ id: string }>({ name: insert.name, text: insert.text, values });
  if (rows.length === taken.length) return [...taken];
  const open = await pool.query<{ id: string }>({
    name: 'tuned_open',
    text: 'select id from tuned_inbox where id = any($1) and not delivered',
    values: [taken.map(({ id }) => id)],
  });
  const due = new Map(taken.map((one) => [one.id, one]));
  return open.rows.flatMap(({ id }) => due.get(id) ?? []);
}

export async function markDelivered(pool: Pool, taken: readonly Taken[]): Promise<void> {
  await pool.query({
    name: 'tuned_delivered',
    text: 'update tuned_inbox set delivered = true where id = any($1)',
    values: [taken.map(({ id }) => id)],
  });
}
