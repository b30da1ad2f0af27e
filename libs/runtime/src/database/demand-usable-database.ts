import type { DataSource } from 'typeorm';
import { SettingsInvalid } from '../settings/read-settings';

const oldestRelease = 15;

interface Facts {
  readonly role: string;
  readonly release: number;
  readonly passes: boolean;
  readonly encoding: string;
}

/**
 * What the bridge asks of the database of `DATABASE_URL`: a release that it knows, text as UTF-8, and a role that row-level
 * security binds, since one that passes it by would show each agency the other's people.
 * @throws SettingsInvalid
 */
export async function demandUsableDatabase(db: DataSource): Promise<void> {
  const rows = await db.query<Facts[]>(
    `select rolname role, current_setting('server_version_num')::int / 10000 release, rolsuper or rolbypassrls passes,
       current_setting('server_encoding') encoding
     from pg_roles where rolname = current_user`,
  );
  const problems = rows.flatMap(problemsOf);
  if (problems.length > 0) throw new SettingsInvalid(problems);
}

function problemsOf({ role, release, passes, encoding }: Facts): string[] {
  const old = `DATABASE_URL leads to PostgreSQL ${release}; it must be ${oldestRelease} or newer`;
  const passing =
    `DATABASE_URL names the role "${role}", which passes row-level security by, so that agencies would see each other's people; ` +
    `make a plain one with "create role bridge login password '…'; create database bridge owner bridge", and name that`;
  const narrow =
    `DATABASE_URL leads to a database that keeps text as ${encoding}, where many names have no letters; ` +
    `make one with "create database bridge owner bridge encoding 'UTF8' template template0", and name that`;
  return [...(release < oldestRelease ? [old] : []), ...(passes ? [passing] : []), ...(encoding === 'UTF8' ? [] : [narrow])];
}
