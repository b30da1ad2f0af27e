import { personIdOf } from '#people-exchange';
import type { EntityManager } from 'typeorm';
import { ExchangeRefused } from '../errors';
import { ownSubject } from '../identity/own-subject';
import type { IntakePlace } from './intake-views';

/** A person the bridge knows, or the target's own id of somebody, of whom the bridge may not have heard yet. */
export type WhichPerson = { readonly personId: string } | { readonly subject: string };

/** @throws ExchangeRefused where nobody is meant, the very same, nobody known, or somebody who waits or was kept out */
export async function demandOther(
  manager: EntityManager,
  agency: string,
  { target, personId }: IntakePlace,
  verb: 'merge' | 'separate',
  which: WhichPerson | undefined,
): Promise<string> {
  if (!which) throw refusedOther('Say with whom: a person of the bridge, or the id at the target');
  if ('subject' in which && verb === 'merge')
    await manager.query(
      `insert into exchange.persons (agency, person, participant, subject, human) select $1, $2, $3, $4, $2
       where not exists (select from exchange.erased e where e.agency = $1 and e.person = $2) on conflict do nothing`,
      [agency, personIdOf(agency, target, which.subject), target, which.subject],
    );
  const other = 'subject' in which ? personIdOf(agency, target, which.subject) : which.personId;
  if (other === personId) throw refusedOther('Nobody is merged with themselves, or separated from themselves');
  const [known]: { state: string | null; one: boolean }[] = await manager.query(
    `select a.state, p.human = (select human from exchange.persons where agency = $1 and person = $4) as one
     from exchange.persons p left join exchange.admissions a on a.agency = p.agency and a.target = $3 and a.person = p.person
     where p.agency = $1 and p.person = $2 and not p.erased`,
    [agency, other, target, personId],
  );
  if (!known) throw new ExchangeRefused('notFound', 'Nobody of this id is known', { other });
  if (verb === 'separate' && !known.one) throw new ExchangeRefused('conflict', 'The two are two persons already', { other });
  if (verb === 'merge' && known.state !== null && known.state !== 'admitted')
    throw new ExchangeRefused('conflict', 'That person waits in this tank, or was kept out: decide on them first', { other });
  return other;
}

const refusedOther = (message: string): ExchangeRefused =>
  new ExchangeRefused('invalid', message, { problems: [{ path: '/other', rule: 'other', message }] });

/** Under which id the target knows a person: its own, else the one it was told. */
export async function toldAs(manager: EntityManager, agency: string, target: string, person: string): Promise<string | null> {
  const [row]: { own: string | null }[] = await manager.query(
    `select ${ownSubject('x.a', 'x.t', 'x.p')} as own from (select $1::text as a, $2::text as t, $3::uuid as p) x`,
    [agency, target, person],
  );
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  // Its own ids are found by the human; only an id of ours has to be remembered.
  return row?.own && uuid.test(row.own) ? row.own : person;
}
