import fc from 'fast-check';
import { eventTypes } from '#people-exchange';
import { isUsedType, sentenceOf } from './sentence-of';

test('every type of the contract has a sentence, and no other', () => {
  expect(eventTypes.map(({ type }) => type).filter((type) => !isUsedType(type))).toEqual([]);
  expect(['constructor', '__proto__', 'lead.opened'].some(isUsedType)).toBe(false);
});

test.each([
  ['site.visited', { visits: 12 }, 'Visited the website, visit 12'],
  ['property.viewed', { property: { id: '7', address: '12 High Street' } }, 'Looked at 12 High Street'],
  [
    'enquiry.made',
    { enquiryType: 'instantValuation', message: 'How much?', about: { kind: 'office' } },
    'Enquired (instant valuation) about an office: “How much?”',
  ],
  [
    'consent.changed',
    { consents: [{ purpose: 'marketing', channel: 'email', status: 'notAsked' }] },
    'Consent: marketing by email not asked',
  ],
  ['person.updated', { person: { name: { full: 'Ann' }, externalIds: [] } }, 'Details changed on the website'],
  ['person.updated', { person: { externalIds: [{ system: 'site', id: '7' }] } }, 'Records linked on the website'],
  ['household.changed', { members: [{}, {}] }, 'House-hunts in a group of 2'],
  ['ownership.claimed', { property: { id: '9' }, ownership: { capacity: 'landlord' } }, 'Says to be the landlord of 9'],
])('%s is told in plain words', (type, data, sentence) => {
  expect(sentenceOf(type, data, 'website').sentence).toBe(sentence);
});

test('whatever an event holds, its sentence is short and there', () => {
  fc.assert(
    fc.property(fc.constantFrom(...eventTypes.map(({ type }) => type)), fc.anything(), (type, data) => {
      const { sentence } = sentenceOf(type, data, 'backOffice');
      expect(sentence.length > 0 && sentence.length <= 400).toBe(true);
    }),
  );
});
