import { Client } from 'pg';
import { type FreshDatabase, freshDatabase } from './fresh-database';

describe('a database for a test', () => {
  const made: FreshDatabase[] = [];
  const fresh = async (o?: Parameters<typeof freshDatabase>[0]): Promise<FreshDatabase> => {
    const database = await freshDatabase(o);
    made.push(database);
    return database;
  };
  afterAll(() => Promise.all(made.map((database) => database.drop())));

  async function rows(url: string, sql: string): Promise<unknown[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    const answer = await client.query(sql).finally(() => client.end());
    return answer.rows;
  }

  it('has the tables of every room, and two of them asked for at once are apart', async () => {
    const [one, other] = await Promise.all([fresh(), fresh()]);
    expect(one.url).not.toBe(other.url);
    const schemas = await rows(
      one.url,
      `select nspname from pg_namespace where nspname in ('event_log', 'exchange', 'lead_desk') order by 1`,
    );
    expect(schemas).toEqual([{ nspname: 'event_log' }, { nspname: 'exchange' }, { nspname: 'lead_desk' }]);
  });

  it('is reached as a role that row-level security binds', async () => {
    const { url } = await fresh();
    expect(await rows(url, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user')).toEqual([
      { rolsuper: false, rolbypassrls: false },
    ]);
  });

  it('every table with an agency column is bound to the agency (I8)', async () => {
    const { url } = await fresh();
    const unbound = await rows(
      url,
      `select c.oid::regclass::text as table from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency' and not a.attisdropped
       join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('event_log', 'exchange', 'sign_on', 'lead_desk') and c.relkind in ('r', 'p') and not c.relispartition
         and not (c.relrowsecurity and c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid))`,
    );
    expect(unbound).toEqual([]);
  });
});
