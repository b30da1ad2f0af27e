import { identifyingTypes } from '../identity/identity-of';
import { consentStrength } from '../people/consent';
import type { ConsentFact, DetailFact } from './facts';
import type { Context } from './facts-of';
import { listOf, membersOf, textOf, textsOf } from './read-data';
import { utcOf } from './stamp';

/** What is said of a person replaces what was said before, member by member; what is left out stays. */
export function detailFacts({ event, data, personId, at, stamp }: Context): DetailFact[] {
  if (!identifyingTypes.has(event.type)) return [];
  const person = membersOf(data['person']);
  const emails = listOf(person['emails']).flatMap((email) => textOf(membersOf(email)['address']) ?? []);
  const phones = listOf(person['phones']).flatMap((phone) => {
    const { typed, e164 } = membersOf(phone);
    const shown = textOf(typed) ?? textOf(e164);
    return shown === undefined ? [] : [{ typed: shown, e164: textOf(e164) ?? null }];
  });
  const said: [DetailFact['detail'], unknown, object][] = [
    ['name', person['name'], membersOf(person['name'])],
    ['emails', person['emails'], emails],
    ['phones', person['phones'], phones],
    ['address', person['address'], { text: textOf(person['address']) ?? '' }],
    ['roles', person['roles'], textsOf(person['roles'])],
  ];
  return said
    .filter(([, raw]) => raw !== undefined && raw !== null)
    .map(([detail, , value]) => ({ agency: event.agency, person_id: personId, detail, value, at, stamp }));
}

export function consentFacts({ event, data, personId, at, stamp }: Context): ConsentFact[] {
  if (event.type !== 'consent.changed') return [];
  return listOf(data['consents']).flatMap((one) => {
    const consent = membersOf(one);
    const { purpose, channel, status } = {
      purpose: textOf(consent['purpose']),
      channel: textOf(consent['channel']),
      status: textOf(consent['status']),
    };
    if (purpose === undefined || channel === undefined || status === undefined) return [];
    const said = utcOf(consent['at']) ?? at;
    return [
      {
        agency: event.agency,
        person_id: personId,
        purpose,
        channel,
        status,
        at: said,
        by: textOf(consent['by']) ?? null,
        evidence: textOf(consent['evidence']) ?? null,
        strength: consentStrength(status, said, stamp),
      },
    ];
  });
}
