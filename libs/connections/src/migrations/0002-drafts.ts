import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Packs that are being written, per agency, before a version of them is published. */
export class Drafts0002 implements MigrationInterface {
  readonly name = 'Drafts0002' + '1764300000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    await runner.query('select connections.protect($1)', ['drafts']);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}

/** `files` are texts by path; `touched` the revision each path last changed at, so that whoever comes late is told which did. */
const table = `
create table connections.drafts (
  agency text not null, name text not null, files jsonb not null, touched jsonb not null, revision int not null,
  changed_by text not null, changed_at timestamptz not null, primary key (agency, name))`;
