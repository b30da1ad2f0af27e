import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schema `sign_on`: products an owner may be let into, keys that sign for it, and who was let in. */
export class SignOn0001 implements MigrationInterface {
  readonly name = 'SignOn0001' + '1764400000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    for (const table of ['products', 'keys', 'sign_ons']) await runner.query(protect(table));
    await runner.query(forget);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}

/** Keys sign for every agency: theirs is `*`, which no agency sees. Of a link its digest is kept, of an assertion nothing. */
const tables = `
create table sign_on.products (
  agency text not null, id text not null, name text not null, audience text not null, redirect text not null,
  allowed_private text[] not null default '{}', subject_salt bytea not null, created_at timestamptz not null default now(),
  primary key (agency, id));

create table sign_on.keys (
  seq bigint generated always as identity primary key, agency text not null default '*' check (agency = '*'),
  kid text not null unique, public jsonb not null, sealed bytea not null, made_at timestamptz not null, signs_from timestamptz not null);

create table sign_on.sign_ons (
  seq bigint generated always as identity, agency text not null, id uuid not null, participant text not null, person uuid not null,
  product text not null, property_system text not null, property_id text not null, link bytea unique, issuer text,
  asked_at timestamptz not null, asked_from text not null, expires_at timestamptz, redeemed_at timestamptz, redeemed_from text,
  refused text, uses_after int not null default 0, primary key (agency, id));
create index on sign_on.sign_ons (agency, seq);
create index on sign_on.sign_ons (agency, person);
create index on sign_on.sign_ons (asked_at);`;

const protect = (table: string): string => `
alter table sign_on.${table} enable row level security;
alter table sign_on.${table} force row level security;
create policy ${table}_agency on sign_on.${table} using (current_setting('bridge.agency', true) in (agency, '*'));`;

/** In the transaction that erases, so that no moment lies between; who just asks for a link holds the person until it is written. */
const forget = `
create function sign_on.forget_erased() returns trigger language plpgsql as $$
begin
  perform from exchange.persons p join gone g on g.agency = p.agency and g.person = p.person order by p.person for no key update of p;
  delete from sign_on.sign_ons s using gone g where s.agency = g.agency and s.person = g.person;
  return null;
end $$;
create trigger forget_sign_ons after insert on exchange.erased referencing new table as gone
  for each statement execute function sign_on.forget_erased();`;
