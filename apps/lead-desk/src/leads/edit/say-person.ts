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
 * A member corrected who the person is: the others hear it as from any back office. Whom others know the desk speaks of under an id of its
 * own, and names theirs, so that both are one.
 */
export async function sayPerson(
  manager: EntityManager,
  { agency, personId }: Pick<OpenedLead, 'agency' | 'personId'>,
  values: ReadonlyMap<LeadField, string>,
  now: Date,
): Promise<void> {
  const [known]: { participant: string; subject: string }[] = await manager.query(
    'select participant, subject from lead_desk.persons where agency = $1 and person_id = $2',
    [agency, personId],
  );
  if (!known) return;
  const own = known.participant === leadDesk;
  const externalIds = own ? [] : [{ system: known.participant, id: known.subject }];
  const person = { ...personSaid(values), ...(own ? {} : { externalIds }) };
  await say(manager, { agency, type: 'person.updated', subject: own ? known.subject : personId, data: { person } }, now);
}
