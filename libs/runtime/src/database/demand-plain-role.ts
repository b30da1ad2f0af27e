import type { DataSource } from 'typeorm';
import { SettingsInvalid } from '../settings/read-settings';

const oldestRelease = 15;

interface Facts {
  readonly role: string;
  readonly release: number;
  readonly passes: boolean;
}

/**
 * Row-level security keeps agencies apart; a role that passes it by would show each the other's people.
 * @throws SettingsInvalid
 */
export async function demandPlainRole(db: DataSource): Promise<void> {
  const rows = await db.query<Facts[]>(
    `select rolname role, current_setting('server_version_num')::int / 10000 release, rolsuper or rolbypassrls passes
     from pg_roles where rolname = current_user`,
  );
  const problems = rows.flatMap(problemsOf);
  if (problems.length > 0) throw new SettingsInvalid(problems);
}

function problemsOf({ role, release, passes }: Facts): string[] {
  const old = `DATABASE_URL leads to PostgreSQL ${release}; it must be ${oldestRelease} or newer`;
  const passing =
    `DATABASE_URL names the role "${role}", which passes row-level security by, so that agencies would see each other's people; ` +
    `make a plain one with "create role bridge login password '…'; create database bridge owner bridge", and name that`;
  return [...(release < oldestRelease ? [old] : []), ...(passes ? [passing] : [])];
}
