import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A merge that is undone parts two persons at the vendor too: the record that was the other's is the other's alone (X8). */
export class MergeUndone0005 implements MigrationInterface {
  readonly name = 'MergeUndone0005' + '1764300000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(forgetShared);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}

/** In the transaction that undoes it, after the two are two again; what the person had before the merge stays hers. */
const forgetShared = `
create function connections.part_merged() returns trigger language plpgsql as $$
begin
  delete from connections.ids i where i.agency = old.agency and i.connection = old.target and i.person = old.person
    and exists (select from exchange.persons other join exchange.persons p on p.agency = other.agency and p.human = other.human
      join connections.ids theirs on theirs.agency = p.agency and theirs.connection = i.connection and theirs.person = p.person
        and theirs.record = i.record and theirs.vendor_id = i.vendor_id
      where other.agency = old.agency and other.person = old.merged_with and p.person <> old.person);
  return null;
end $$;
create trigger part_merged after update on exchange.admissions
  for each row when (old.merged_with is not null and new.merged_with is distinct from old.merged_with) execute function connections.part_merged();`;
