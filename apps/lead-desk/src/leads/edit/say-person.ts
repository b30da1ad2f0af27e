import { leadDesk } from '#delivery';
import type { LeadField } from '#lead';
import type { EntityManager } from 'typeorm';
import type { OpenedLead } from '../record/find-lead';
import { say } from '../../say-events/say';

const e164 = /^\+[1-9]\d{5,14}$/;

/** What somebody wrote of a person in the shape of the contract; an empty value says that there is none. */
export function personSaid(values: ReadonlyMap<LeadField, string>): object {
  const [name, email, phone] = [values.get('name'), values.get('email'), values.get('phone')];
  return {
    ...(name === undefined ? {} : { name: name === '' ? {} : { full: name } }),
    ...(email === undefined ? {} : { emails: email === '' ? [] : [{ address: email }] }),
    ...(phone === undefined ? {} : { phones: phone === '' ? [] : [phoneOf(phone)] }),
  };
}

function phoneOf(typed: string): object {
  const dialled = typed.replace(/[\s().-]/g, '');
  return e164.test(dialled) ? { typed, e164: dialled } : { typed };
}

/**
 * A member corrected who the person is: the others hear it as from any back office. The desk speaks of a human under one id of its own; of
 * whom others alone know, under a new one. It names theirs, so that both are one.
 */
export async function sayPerson(
  manager: EntityManager,
  { agency, personId }: Pick<OpenedLead, 'agency' | 'personId'>,
  values: ReadonlyMap<LeadField, string>,
  now: Date,
): Promise<void> {
  const [known]: { participant: string; subject: string; own: string | null }[] = await manager.query(
    `select p.participant, p.subject, (select q.subject from lead_desk.persons q where q.agency = p.agency and q.human = p.human
       and q.participant = $3 and q.erased_at is null order by q.person_id limit 1) as own
     from lead_desk.persons p where p.agency = $1 and p.person_id = $2`,
    [agency, personId, leadDesk],
  );
  if (!known) return;
  const externalIds = known.participant === leadDesk ? [] : [{ system: known.participant, id: known.subject }];
  const person = { ...personSaid(values), ...(externalIds.length > 0 ? { externalIds } : {}) };
  await say(manager, { agency, type: 'person.updated', subject: known.own ?? personId, data: { person } }, now);
}
