import type { DataSource } from 'typeorm';
import { inAgency, openDatabase } from '#runtime';
import { type FreshDatabase, freshDatabase } from '../../../test/postgres/fresh-database';

describe('rows of connections (I8)', () => {
  let fresh: FreshDatabase;
  let all: DataSource;
  let bound: DataSource;
  let tables: string[];

  beforeAll(async () => {
    fresh = await freshDatabase({ owners: ['exchange', 'connections'] });
    all = await openDatabase({ url: fresh.url, name: 'spec', everyAgency: true });
    bound = await openDatabase({ url: fresh.url, name: 'spec of one' });
    const found: { name: string }[] = await all.query(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'connections' and c.relkind in ('r', 'p') and c.relname <> 'migrations' order by 1`,
    );
    tables = found.map(({ name }) => name);
    for (const name of tables) await fill(name);
  });
  afterAll(async () => {
    await Promise.all([all?.destroy(), bound?.destroy()]);
    await fresh?.drop();
  });

  const values: Readonly<Record<string, string>> = {
    text: `'x'`,
    'text[]': `'{}'`,
    uuid: `'00000000-0000-4000-8000-000000000001'`,
    'timestamp with time zone': `'2031-05-02'`,
    date: `'2031-05-02'`,
    bytea: `'\\x00'`,
    jsonb: `'{}'`,
  };

  /** A row of another agency with whatever its columns must hold. */
  async function fill(name: string): Promise<void> {
    const columns: { name: string; type: string; checked: string | null }[] = await all.query(
      `select a.attname as name, format_type(a.atttypid, null) as type,
         (select substring(pg_get_constraintdef(k.oid) from '''([a-zA-Z]+)''') from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any(k.conkey) limit 1) as checked
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = ('connections.' || $1)::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull and (d.oid is null or a.attname = 'agency') and a.attidentity = ''`,
      [name],
    );
    const valueOf = (column: { name: string; type: string; checked: string | null }): string =>
      column.name === 'agency' ? `'south'` : column.checked ? `'${column.checked}'` : (values[column.type] ?? '1');
    await all.query(
      `insert into connections.${name} (${columns.map((one) => one.name).join(', ')}) values (${columns.map(valueOf).join(', ')})`,
    );
  }

  it('I8: a query that forgets the agency sees another agency’s rows in no table', async () => {
    expect(tables.length).toBeGreaterThan(14);
    for (const name of tables) {
      const count = `select count(*)::int as n from connections.${name}`;
      const [there] = await all.query(count);
      const [forgotten] = await bound.query(count);
      const [north] = await inAgency(bound, 'north', (manager) => manager.query(count));
      expect({ name, there: there.n, forgotten: forgotten.n, north: north.n }).toEqual({ name, there: 1, forgotten: 0, north: 0 });
    }
  });

  it('I8: none can be written for another agency', async () => {
    const writing = inAgency(bound, 'north', (manager) =>
      manager.query(
        `insert into connections.ids (agency, connection, record, person, entity, vendor_id) values ('south', 'c', 'r', gen_random_uuid(), 'person', 'v')`,
      ),
    );
    await expect(writing).rejects.toThrow(/row-level security/);
  });
});
