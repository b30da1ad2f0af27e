import { randomBytes } from 'node:crypto';
import { asAdmin, withDatabase } from './as-admin';
import { ensureTemplate, everyOwner, type Owner } from './template';

export interface FreshDatabase {
  /** Reached as a plain role, which row-level security binds. */
  readonly url: string;
  /** The same as a superuser, whom it does not bind. */
  readonly passingUrl: string;
  drop(): Promise<void>;
}

interface TestServer {
  readonly adminUrl: string;
  /** Of the plain role. */
  readonly url: string;
}

/** A database of the test's own, with the tables of all rooms unless it names the owners it needs; none with `[]`. */
export async function freshDatabase(o: { owners?: readonly Owner[] } = {}): Promise<FreshDatabase> {
  const server = await testServer();
  const role = decodeURIComponent(new URL(server.url).username);
  const name = `test_${randomBytes(6).toString('hex')}`;
  const urlOf = (database: string): string => withDatabase(server.url, database);
  await asAdmin(server.adminUrl, async (admin) => {
    const template = await ensureTemplate(admin, o.owners ?? everyOwner, role, urlOf);
    await admin.query(`create database ${name} template ${template} owner ${role} strategy file_copy`);
  });
  return {
    url: urlOf(name),
    passingUrl: withDatabase(server.adminUrl, name),
    drop: () => asAdmin(server.adminUrl, async (admin) => void (await admin.query(`drop database if exists ${name} with (force)`))),
  };
}

/** The server ends with the run; kept for tests written when it did not. */
export function endPostgres(): Promise<void> {
  return Promise.resolve();
}

/** TEST_DATABASE_URL names another PostgreSQL (15 to 18), as a user who may make databases and roles. */
async function testServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { adminUrl: given, url: await plainUserOf(given) };
  const answer = await fetch(process.env['TEST_POSTGRES_OFFER'] ?? '');
  const text = await answer.text();
  if (!answer.ok) throw new TypeError(`No PostgreSQL for tests: ${text}`);
  // Our own process answers, in this shape.
  return JSON.parse(text) as TestServer;
}

async function plainUserOf(given: string): Promise<string> {
  const password = 'people-exchange-test';
  await asAdmin(given, async (admin) => {
    await admin.query(`select pg_advisory_lock(hashtextextended('people-exchange test role', 0))`);
    const known = await admin.query(`select 1 from pg_roles where rolname = 'people_exchange_test'`);
    if (known.rowCount === 0) await admin.query(`create role people_exchange_test login password '${password}'`);
  });
  const url = new URL(given);
  url.username = 'people_exchange_test';
  url.password = password;
  return url.toString();
}
