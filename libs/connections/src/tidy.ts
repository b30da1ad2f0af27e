import { releaseWaiting } from '#delivery';
import type { DataSource } from 'typeorm';

/** Frees what waits for a record that is known by now; whoever learnt of it may have done so while the wait was being written. */
export async function releaseKnown(db: DataSource, now: Date): Promise<void> {
  await db.transaction(async (manager) => {
    const found: { agency: string; target: string; person: string; made: string }[] = await manager.query(
      `select distinct p.agency, p.target, p.person, n.need as made from exchange.pending p
       cross join lateral unnest(p.needs) n(need)
       join exchange.persons a on a.agency = p.agency and a.person = p.person
       join exchange.persons b on b.agency = a.agency and b.human = a.human
       join connections.ids i on i.agency = p.agency and i.connection = p.target and i.person = b.person and n.need = 'record:' || i.record and i.entity = 'person'
       where p.state = 'heldParent' and n.need like 'record:%' limit 500`,
    );
    await releaseWaiting(manager, found, now);
  });
}

/** Drops what is older than the history is kept, and what was done so long ago that nothing of it comes again. */
export async function prune(db: DataSource, o: { now: Date; historyDays: number; dedupDays: number }): Promise<void> {
  const before = (days: number): Date => new Date(o.now.getTime() - days * 86_400_000);
  await db.query('delete from connections.requests where at < $1', [before(o.historyDays)]);
  await db.query('delete from connections.acts where at < $1', [before(o.historyDays)]);
  await db.query(
    `delete from connections.runs r where r.at < $1 and not exists (select from exchange.pending p where p.agency = r.agency and p.target = r.connection and p.person = r.person)`,
    [before(o.dedupDays)],
  );
  await db.query(
    `delete from connections.steps s where s.at < $1 and not exists (select from connections.runs r where r.agency = s.agency and r.connection = s.connection and r.key = s.key)`,
    [before(o.dedupDays)],
  );
  await db.query(`delete from connections.spent where day < $1::date`, [before(31)]);
  await db.query('delete from connections.sign_ins where expires_at < $1', [before(1)]);
}

/** Forgets whoever was erased, as soon as nothing of theirs waits at the connection any more. */
export async function forgetErased(db: DataSource): Promise<void> {
  const gone = `select i.agency, i.connection, i.person from connections.ids i join exchange.erased e on e.agency = i.agency and e.person = i.person
    where not exists (select from exchange.pending p where p.agency = i.agency and p.target = i.connection and p.person = i.person)`;
  await db.transaction(async (manager) => {
    const rows: { agency: string; connection: string; person: string }[] = await manager.query(`${gone} group by 1, 2, 3 limit 500`);
    if (rows.length === 0) return;
    const columns = [rows.map((r) => r.agency), rows.map((r) => r.connection), rows.map((r) => r.person)];
    const who = `with who as (select * from unnest($1::text[], $2::text[], $3::uuid[]) x(agency, connection, person))`;
    const records = `(select i.agency, i.connection, i.record, i.vendor_id from connections.ids i join who w using (agency, connection, person))`;
    await manager.query(
      `${who} delete from connections.notifications n where (n.agency, n.connection, n.record, n.vendor_id) in ${records}`,
      columns,
    );
    await manager.query(
      `${who} delete from connections.records r where (r.agency, r.connection, r.record, r.vendor_id) in ${records}`,
      columns,
    );
    for (const table of ['requests', 'steps', 'runs', 'ids'])
      await manager.query(
        `${who} delete from connections.${table} t using who w where t.agency = w.agency and t.connection = w.connection and t.person = w.person`,
        columns,
      );
  });
}
