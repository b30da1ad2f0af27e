import type { LeadField } from '#lead';
import type { EntityManager } from 'typeorm';
import type { OpenedLead } from '../record/find-lead';
import { knownToDesk } from '../../say-events/own-subject';
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

/** A member corrected who the person is: the others hear it as from any back office. */
export async function sayPerson(
  manager: EntityManager,
  { agency, personId }: Pick<OpenedLead, 'agency' | 'personId'>,
  values: ReadonlyMap<LeadField, string>,
  now: Date,
): Promise<void> {
  const known = await knownToDesk(manager, agency, personId);
  if (!known) return;
  const { subject, externalIds } = known;
  const person = { ...personSaid(values), ...(externalIds.length > 0 ? { externalIds } : {}) };
  await say(manager, { agency, type: 'person.updated', subject, data: { person } }, now);
}
