import { randomUUID } from 'node:crypto';
import { leadDesk } from '#delivery';
import { personIdOf } from '#people-exchange';
import type { EntityManager } from 'typeorm';
import { writeOutbox } from './outbox';

interface Erased {
  readonly agency: string;
  readonly personId: string;
  readonly at: string;
}

/** What the desk itself says of a person whom others know, under an id made of hers. */
export interface Copy extends Erased {
  readonly participant: string;
  readonly side: string;
  readonly subject: string;
}

/** The copies of these persons that are there; a rebuild finds them erased already. */
export async function copiesOf(manager: EntityManager, erased: readonly Erased[]): Promise<Copy[]> {
  const copies = erased.map(({ agency, personId, at }) => ({
    agency,
    personId: personIdOf(agency, leadDesk, personId),
    at,
    participant: leadDesk,
    side: 'backOffice',
    subject: personId,
  }));
  const known: { agency: string; person_id: string }[] = await manager.query(
    `select p.agency, p.person_id from unnest($1::text[], $2::uuid[]) as c(agency, person_id) join lead_desk.persons p using (agency, person_id) where p.erased_at is null`,
    [copies.map((one) => one.agency), copies.map((one) => one.personId)],
  );
  return copies.filter((copy) => known.some((one) => one.agency === copy.agency && one.person_id === copy.personId));
}

/** Lets the copies go everywhere else too. */
export function sayErased(manager: EntityManager, copies: readonly Copy[]): Promise<void> {
  const said = copies.map(({ agency, personId, subject, at }) => ({
    agency,
    personId,
    event: {
      specversion: '1.0',
      id: randomUUID(),
      source: 'urn:people-exchange:lead-desk',
      type: 'person.erased',
      subject,
      time: at,
      data: {},
    },
  }));
  return writeOutbox(manager, said, new Date(copies[0]?.at ?? 0));
}
