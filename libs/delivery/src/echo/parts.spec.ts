import { partsOf, withoutParts } from './parts';

const person = { type: 'person.updated', data: { person: { name: { given: 'Ana' }, phones: [] }, office: 'north' } };
const consents = {
  type: 'consent.changed',
  data: {
    consents: [
      { purpose: 'marketing', channel: 'email', state: 'granted' },
      { purpose: 'marketing', channel: 'sms', state: 'denied' },
    ],
  },
};
const search = { type: 'search.updated', data: { searchId: 's1', search: { maxPrice: '1' } } };

describe('parts of what is said', () => {
  it('are members of a person, purposes and channels of consents, and the whole of all else', () => {
    expect(partsOf(person)).toEqual(['person/name', 'person/phones', 'office']);
    expect(partsOf(consents)).toEqual(['consents/marketing email', 'consents/marketing sms']);
    expect(partsOf(search)).toEqual(['']);
  });

  it('can be taken from an event, which stays itself where nothing goes and is none where nothing is left', () => {
    expect(withoutParts(person, (part) => part === 'person/name')).toEqual({
      type: 'person.updated',
      data: { person: { phones: [] }, office: 'north' },
    });
    expect(withoutParts(consents, (part) => part.endsWith('sms'))?.data).toEqual({ consents: [consents.data.consents[0]] });
    expect(withoutParts(person, () => false)).toBe(person);
    for (const event of [person, consents, search]) expect(withoutParts(event, () => true)).toBeNull();
  });
});
