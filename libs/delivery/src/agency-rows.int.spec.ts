import type { DataSource } from 'typeorm';
import { inAgency, openDatabase } from '#runtime';
import { ExchangeUnderTest } from '../test/exchange-under-test';

/** Tables without an agency column, each with the reason why that is right. */
const withoutAgency: Readonly<Record<string, string>> = {
  agencies: 'its id is the agency, and its policy compares that',
  positions: 'how far readers have read, over all agencies',
  seen: 'digests alone, which name nobody',
  lanes: 'which process owns which share of the work',
  lane_owners: 'which processes share it',
  migrations: 'what was run',
};

describe('rows of the exchange (I8)', () => {
  let under: ExchangeUnderTest;
  let bound: DataSource;
  let tables: { name: string; agency: boolean; partitionOf: string | null }[];

  beforeAll(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm', admission: 'approval' }]);
    await under.db.query(`select exchange.ensure_partitions(p, '2031-05-01', 1) from unnest(array['inbox', 'attempts', 'outcomes']) p`);
    bound = await openDatabase({ url: under.fresh.url, name: 'spec of one', everyAgency: false });
    tables = await under.db.query(
      `select c.relname as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'agency' and not a.attisdropped) as agency,
         (select p.relname from pg_inherits i join pg_class p on p.oid = i.inhparent where i.inhrelid = c.oid) as "partitionOf"
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'exchange' and c.relkind in ('r', 'p') order by 1`,
    );
    for (const { name, agency, partitionOf } of tables) if (agency && partitionOf === null) await fill(name);
  });
  afterAll(async () => {
    await bound?.destroy();
    await under?.close();
  });

  /** A row of another agency with whatever its columns must hold; partitions get theirs directly. */
  async function fill(name: string): Promise<void> {
    const columns: { name: string; type: string; checked: string | null }[] = await under.db.query(
      `select a.attname as name, format_type(a.atttypid, null) as type,
         (select substring(pg_get_constraintdef(k.oid) from '''([a-zA-Z]+)''') from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any(k.conkey) limit 1) as checked
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = ('exchange.' || $1)::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull and (d.oid is null or a.attname = 'agency') and a.attidentity = ''`,
      [name],
    );
    const values: Record<string, string> = {
      text: `'x'`,
      uuid: `'00000000-0000-4000-8000-000000000001'`,
      'timestamp with time zone': `'2031-05-02'`,
      bytea: `'\\x00'`,
    };
    const valueOf = (column: { name: string; type: string; checked: string | null }): string =>
      column.name === 'agency' ? `'south'` : column.checked ? `'${column.checked}'` : (values[column.type] ?? '1');
    await under.db.query(
      `insert into exchange.${name} (${columns.map((c) => c.name).join(', ')}) values (${columns.map(valueOf).join(', ')}) on conflict do nothing`,
    );
  }

  it('I8: every table has an agency column or a reason to have none', () => {
    const strangers = tables.filter(({ name, agency, partitionOf }) => !agency && !((partitionOf ?? name) in withoutAgency));
    expect(strangers).toEqual([]);
  });

  it('I8: a query that forgets the agency sees another agency’s rows in no table and in no partition asked directly', async () => {
    let rowsOfAll = 0;
    for (const { name } of tables.filter(({ agency }) => agency)) {
      const question = `select count(*)::int as n from exchange.${name} where agency = 'south'`;
      const [all] = await under.db.query(question);
      rowsOfAll += Number(all.n > 0);
      const [forgotten] = await bound.query(`select count(*)::int as n from exchange.${name}`);
      const [north] = await inAgency(bound, 'north', (manager) => manager.query(question));
      expect({ name, forgotten: forgotten.n, north: north.n }).toEqual({ name, forgotten: 0, north: 0 });
    }
    // Tables, and the partition of May 2031 for each that is partitioned: the rows are there to be seen.
    expect(rowsOfAll).toBe(tables.filter(({ agency, partitionOf }) => agency && partitionOf === null).length + 3);
  });

  it('I8: inside one agency its own rows are there, and none can be written for another', async () => {
    const seen = await inAgency(bound, 'south', (manager) => manager.query('select agency from exchange.inbox_203105'));
    expect(seen).toEqual([{ agency: 'south' }]);
    const writing = inAgency(bound, 'north', (manager) =>
      manager.query(`insert into exchange.ends (agency, target, state, count) values ('south', 'x', 'delivered', 1)`),
    );
    await expect(writing).rejects.toThrow(/row-level security/);
  });
});
