import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What vendors' lists said of a connection's settings, and sign-ins at vendors that are under way. */
export class ListsAndSignIns0004 implements MigrationInterface {
  readonly name = 'ListsAndSignIns0004' + '1764300000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    for (const table of ['list_checks', 'sign_ins']) await runner.query('select connections.protect($1)', [table]);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}

/** `checked_for` is the state of the settings that was looked at; a sign-in is found by the digest of what the vendor sends back. */
const tables = `
create table connections.list_checks (
  agency text not null, connection text not null, checked_for text, due_at timestamptz not null, checked_at timestamptz,
  findings jsonb not null default '[]', primary key (agency, connection));
create index on connections.list_checks (due_at);

create table connections.sign_ins (
  state bytea primary key, agency text not null, connection text not null, who text not null, browser bytea, sealed bytea not null,
  redirect_uri text not null, expires_at timestamptz not null, used_at timestamptz);
create index on connections.sign_ins (expires_at);`;
