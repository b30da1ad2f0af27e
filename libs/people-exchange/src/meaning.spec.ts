import { addressableTo, eventTypes, noteForBackOffice, type PrivateNote, type PropertyNoted, type SharedNote } from './index';

const note = (visibility: PropertyNoted['visibility']): PropertyNoted => ({
  property: { system: 'listings', id: 'L-0042' },
  visibility,
  text: 'Offer no more than 410',
});

describe('to whom an event may be addressed', () => {
  it('P10: a private note is addressed to no back office, a shared one is', () => {
    expect(addressableTo('backOffice', { type: 'property.noted', data: note('private') })).toBe(false);
    expect(addressableTo('backOffice', { type: 'property.noted', data: note('shared') })).toBe(true);
    expect(addressableTo('website', { type: 'property.noted', data: note('private') })).toBe(true);
  });

  it.each([undefined, null, [], 'shared', {}, { visibility: 'Shared' }, { visibility: ['shared'] }])(
    'P10: a note that does not say it is shared counts as private: %j',
    (data) => {
      expect(addressableTo('backOffice', { type: 'property.noted', data })).toBe(false);
    },
  );

  it('P10: the type of a private note does not fit where one for a back office is wanted', () => {
    type Cannot = PrivateNote extends SharedNote ? false : PropertyNoted extends SharedNote ? false : true;
    const cannot: Cannot = true;
    expect([cannot, noteForBackOffice(note('private')), noteForBackOffice(note('shared'))?.visibility]).toEqual([
      true,
      undefined,
      'shared',
    ]);
  });

  it('P17: every other event, of known types or not, may go to either side', () => {
    for (const type of ['tour.taken', ...eventTypes.map((entry) => entry.type).filter((name) => name !== 'property.noted')])
      for (const side of ['website', 'backOffice'] as const) expect([type, addressableTo(side, { type, data: {} })]).toEqual([type, true]);
  });
});
