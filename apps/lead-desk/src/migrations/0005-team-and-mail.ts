import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is invited has no password yet; an edit says which version it was made of, and who made the last one. */
const team = `
alter table lead_desk.members alter password_hash drop not null,
  add version int not null default 1, add changed_at timestamptz, add changed_by text;
alter table lead_desk.offices add version int not null default 1, add changed_at timestamptz, add changed_by text;

create table lead_desk.member_links (
  token_hash bytea primary key, agency text not null, member_id uuid not null, what text not null check (what in ('invitation', 'reset')),
  made_at timestamptz not null, expires_at timestamptz not null);
create index on lead_desk.member_links (agency, member_id);
create index on lead_desk.member_links (expires_at);`;

const told = `
create table lead_desk.messages (
  agency text not null, id uuid not null, member_id uuid not null, kind text not null, lead_id uuid, person_id uuid,
  words jsonb not null, at timestamptz not null, read_at timestamptz, primary key (agency, id));
create index on lead_desk.messages (agency, member_id, at desc, id desc);
create index on lead_desk.messages (agency, member_id) where read_at is null;
create index on lead_desk.messages (agency, person_id) where person_id is not null;
create index on lead_desk.messages (at);

create table lead_desk.mails (
  agency text not null, id uuid not null, kind text not null, member_id uuid not null, lead_id uuid, person_id uuid,
  to_name text not null, to_address text not null, words jsonb not null, made_at timestamptz not null, worth_until timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'kept', 'refused', 'unsure')),
  attempts int not null default 0, due_at timestamptz, taken_at timestamptz, ended_at timestamptz, answer text, primary key (agency, id));
create index on lead_desk.mails (due_at) where state = 'waiting';
create index on lead_desk.mails (taken_at) where state = 'sending';
create index on lead_desk.mails (agency, made_at desc, id desc);
create index on lead_desk.mails (agency, person_id) where person_id is not null;
create index on lead_desk.mails (made_at);`;

/** The team and how it is invited; what members are told, in the desk and by mail. Kept through a rebuild: it was said. */
export class LeadDeskTeamAndMail0005 implements MigrationInterface {
  readonly name = 'LeadDeskTeamAndMail0005' + '1764000000105';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(team);
    await runner.query(told);
    for (const table of ['member_links', 'messages', 'mails']) {
      await runner.query(`alter table lead_desk.${table} enable row level security; alter table lead_desk.${table} force row level security;
create policy ${table}_agency on lead_desk.${table} using (current_setting('bridge.agency', true) in (agency, '*'))`);
    }
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
