import type { DataSource, EntityManager } from 'typeorm';
import type { Connection } from '../setting-up/connection';
import { nameIn } from './entity-key';

export interface KnownId {
  readonly record: string;
  readonly entity: string;
  readonly vendorId: string;
  /** When it was learnt. */
  readonly at?: Date;
  /** Kept for this very person, and not only for somebody who is the same human. */
  readonly own?: boolean;
}

export interface IdToKeep extends KnownId {
  readonly person: string;
}

/** The identity map: what a vendor calls persons and what they have. It decides, never a search at the vendor. */
export class Ids {
  constructor(private readonly db: DataSource) {}

  /** All the vendor has of a human; what was made for this very person first. */
  of({ agency, id }: Connection, person: string): Promise<readonly KnownId[]> {
    return this.db.query(
      `select i.record, i.entity, i.vendor_id as "vendorId", i.at, i.person = $3 as own from connections.ids i
       where i.agency = $1 and i.connection = $2 and (i.person = $3 or i.person in (
         select q.person from exchange.persons p join exchange.persons q on q.agency = p.agency and q.human = p.human where p.agency = $1 and p.person = $3))
       order by i.person <> $3, i.at`,
      [agency, id, person],
    );
  }

  /** Our own name of what the vendor calls so, or nothing. */
  async ours({ agency, id }: Connection, record: string, vendorId: string): Promise<string | undefined> {
    const [found]: { entity: string; subject: string | null }[] = await this.db.query(
      `select i.entity, p.subject from connections.ids i left join exchange.persons p on p.agency = i.agency and p.person = i.person
       where i.agency = $1 and i.connection = $2 and i.record = $3 and i.vendor_id = $4 order by i.at limit 1`,
      [agency, id, record, vendorId],
    );
    if (!found) return undefined;
    return found.entity === 'person' ? (found.subject ?? undefined) : nameIn(found.entity);
  }

  /** What the vendor calls another person in a record of its own, or nothing. */
  async theirs(connection: Connection, record: string, person: string): Promise<string | undefined> {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(person)) return undefined;
    return (await this.of(connection, person)).find((one) => one.record === record && one.entity === 'person')?.vendorId;
  }

  /** The vendor's id of the person that a record was last told of, or nothing. */
  async personOf({ agency, id }: Connection, record: string, vendorId: string): Promise<string | undefined> {
    const [found]: { subject: string | null }[] = await this.db.query(
      'select subjects[1] as subject from connections.records where agency = $1 and connection = $2 and record = $3 and vendor_id = $4',
      [agency, id, record, vendorId],
    );
    return found?.subject ?? undefined;
  }

  /** The persons a record was made for. */
  async personsOf({ agency, id }: Connection, record: string, vendorId: string): Promise<readonly string[]> {
    const found: { person: string }[] = await this.db.query(
      'select distinct person from connections.ids where agency = $1 and connection = $2 and record = $3 and vendor_id = $4',
      [agency, id, record, vendorId],
    );
    return found.map(({ person }) => person);
  }
}

/** Keeps ids; one that the vendor gives anew takes the place of the old. */
export async function keepIds(manager: EntityManager, { agency, id }: Connection, ids: readonly IdToKeep[]): Promise<void> {
  if (ids.length === 0) return;
  await manager.query(
    `insert into connections.ids (agency, connection, person, record, entity, vendor_id)
     select $1, $2, p, r, e, v from unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) x(p, r, e, v)
     on conflict (agency, connection, person, record, entity) do update set vendor_id = excluded.vendor_id, at = now()`,
    [agency, id, ids.map((one) => one.person), ids.map((one) => one.record), ids.map((one) => one.entity), ids.map((one) => one.vendorId)],
  );
}

/** Names of records that the vendor has of the human, and that were made for none of the person's own events. */
export function othersIn(known: readonly KnownId[]): readonly string[] {
  const ofPerson = known.filter(({ entity }) => entity === 'person');
  const own = new Set(ofPerson.filter((one) => one.own).map(({ record }) => record));
  return [...new Set(ofPerson.map(({ record }) => record))].filter((record) => !own.has(record));
}
