import * as fc from 'fast-check';
import { checkEvent, dataProblems, type ExplicitSearch, type ImpliedSearch, type Sender } from '../index';
import { isHostile } from './hostile';

const now = new Date('2026-11-24T10:00:00Z');
const website: Sender = { agency: 'demo', participant: 'demo-website', side: 'website' };
const backOffice: Sender = { agency: 'demo', participant: 'demo-back-office', side: 'backOffice' };
const event = { specversion: '1.0', id: 'e1', source: 'https://www.example.com', subject: 'customer-1' };
const property = { system: 'listings', id: 'L-0042' };
const open = fc.stringMatching(/^[a-zA-Z][\w-]{0,63}$/u);

describe('open and closed words', () => {
  it('P11: an enquiry of a form that is not on the list is right, whatever the word', () => {
    fc.assert(fc.property(open, (enquiryType) => expect(dataProblems('enquiry.made', { enquiryType })).toEqual([])));
  });

  it('open words are kept as they came', () => {
    const checked = checkEvent({ ...event, type: 'enquiry.made', data: { enquiryType: 'Relocation_Abroad-2' } }, website, now);
    expect(checked).toMatchObject({ ok: true, event: { data: { enquiryType: 'Relocation_Abroad-2' } } });
  });

  it.each<[string, string, (word: string) => object]>([
    ['strength', 'search.performed', (strength) => ({ search: { channel: 'sales', strength } })],
    ['channel', 'search.performed', (channel) => ({ search: { channel, strength: 'implied' } })],
    ['note visibility', 'property.noted', (visibility) => ({ property, visibility, text: 'x' })],
    [
      'consent status',
      'consent.changed',
      (status) => ({ consents: [{ purpose: 'marketing', channel: 'sms', status, at: '2026-11-24T09:00:00Z' }] }),
    ],
    ['ownership state', 'ownership.claimed', (state) => ({ property, ownership: { capacity: 'vendor', state } })],
    ['alert status', 'alert.changed', (status) => ({ alert: { status, frequency: 'daily' } })],
  ])('the words of %s are closed: any other is refused by name', (_what, type, dataWith) => {
    fc.assert(
      fc.property(open, (word) => {
        expect(dataProblems(type, dataWith(`x${word}`))).toMatchObject([{ rule: 'isIn' }]);
      }),
    );
  });
});

describe('what is yet to come', () => {
  it('P17: an event of any unknown type passes from either side, its data untouched', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,20}\.[a-z]{1,20}x$/u),
        // What is hostile is refused whatever the type, and shown elsewhere.
        fc.jsonValue().filter((data) => !isHostile(data)),
        fc.constantFrom(website, backOffice),
        (type, data, sender) => {
          const sent: unknown = JSON.parse(JSON.stringify(data));
          expect(checkEvent({ ...event, type, data: sent }, sender, now)).toMatchObject({
            ok: true,
            event: { data: sent },
            warnings: [{ rule: 'unknownType' }],
          });
        },
      ),
    );
  });

  it('P17: a newer version of a known type passes with a warning, and its data is held to no older rule', () => {
    const newer = { ...event, type: 'site.visited', dataschema: 'urn:people-exchange:site.visited:2', data: { times: 'many' } };
    expect(checkEvent(newer, website, now)).toMatchObject({
      ok: true,
      event: { data: { times: 'many' } },
      warnings: [{ rule: 'newerVersion' }],
    });
    expect(checkEvent(newer, backOffice, now)).toMatchObject({ ok: false, status: 403 });
  });
});

describe('soft and hard', () => {
  it('I11: an implied search is refused wherever a hard one is wanted, and a hard one where a soft one is', () => {
    type Cannot = ImpliedSearch extends ExplicitSearch ? false : ExplicitSearch extends ImpliedSearch ? false : true;
    const cannot: Cannot = true;
    expect(cannot).toBe(true);
    const search = (strength: string): object => ({ searchId: 'S-1', search: { channel: 'sales', strength } });
    for (const type of ['search.saved', 'search.updated']) {
      expect(dataProblems(type, search('explicit'))).toEqual([]);
      expect(dataProblems(type, search('implied'))).toMatchObject([{ path: '/data/search/strength', rule: 'isIn' }]);
    }
    expect(dataProblems('search.performed', search('explicit'))).toMatchObject([{ path: '/data/search/strength', rule: 'isIn' }]);
  });

  it('I11: a search that does not say how strong it is, is refused', () => {
    expect(dataProblems('search.saved', { searchId: 'S-1', search: { channel: 'sales' } })).toMatchObject([
      { path: '/data/search/strength' },
    ]);
  });
});
