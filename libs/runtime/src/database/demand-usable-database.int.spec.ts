import { Client } from 'pg';
import { endPostgres, freshDatabase, type FreshDatabase } from '../../../../test/postgres/fresh-database';
import { SettingsInvalid } from '../settings/read-settings';
import { migrate } from './migrate';

describe('the database of DATABASE_URL', () => {
  let database: FreshDatabase;

  beforeAll(async () => {
    database = await freshDatabase({ owners: [] });
  });

  afterAll(async () => {
    await database.drop();
    await endPostgres();
  });

  it('is refused, before a table is made, when row-level security does not bind its role; the sentence says what to do', async () => {
    const attempt = migrate(database.passingUrl, [{ schema: 'some', migrations: [] }]);
    await expect(attempt).rejects.toThrow(SettingsInvalid);
    await expect(attempt).rejects.toThrow(/names the role ".+", which passes row-level security by.*create role bridge login/);
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const made = await client.query(`select 1 from pg_namespace where nspname = 'some'`).finally(() => client.end());
    expect(made.rowCount).toBe(0);
  });

  it('is refused when it cannot keep every letter', async () => {
    const admin = new Client({ connectionString: database.passingUrl });
    await admin.connect();
    const name = `latin_${process.pid}`;
    const url = new URL(database.url);
    url.pathname = `/${name}`;
    try {
      await admin.query(`create database ${name} encoding 'LATIN1' locale 'C' template template0`);
      await expect(migrate(url.href, [{ schema: 'some', migrations: [] }])).rejects.toThrow(/keeps text as LATIN1.*encoding 'UTF8'/);
    } finally {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    }
  });

  it('is taken when it keeps UTF-8 and its role is a plain one', async () => {
    await expect(migrate(database.url, [{ schema: 'some', migrations: [] }])).resolves.toBeUndefined();
  });
});
