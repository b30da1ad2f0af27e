import { ownershipOf, type OwnerWord } from './ownership-of';

const now = new Date('2026-03-10T12:00:00Z');
const word = (state: OwnerWord['state'], minute: number, more: Partial<OwnerWord> = {}): OwnerWord => ({
  participant: 'crm',
  state,
  capacity: 'vendor',
  version: 0n,
  at: new Date(Date.UTC(2026, 2, 10, 10, minute)),
  until: undefined,
  ...more,
});
const stateOf = (...words: OwnerWord[]): string => ownershipOf(words, now).state;

describe('P14: who owns a dwelling', () => {
  it('P14: is nobody of whom nothing was said, and nobody who only says so', () => {
    expect(stateOf()).toBe('none');
    expect(stateOf(word('claimed', 1))).toBe('claimed');
  });

  it('P14: is what the back office said last, in any order of arrival, whatever is claimed after', () => {
    const all = [word('claimed', 1), word('confirmed', 2), word('ended', 3), word('claimed', 4)];
    expect(stateOf(...all)).toBe('ended');
    expect(stateOf(...all.toReversed())).toBe('ended');
    expect(stateOf(...all, word('confirmed', 5, { capacity: 'landlord' }))).toBe('confirmed');
    expect(ownershipOf([word('confirmed', 5, { capacity: 'landlord' })], now)).toEqual({ state: 'confirmed', capacity: 'landlord' });
  });

  it('P14: is what lets nobody in where two words are of one moment', () => {
    expect(stateOf(word('confirmed', 1), word('refuted', 1))).toBe('refuted');
    expect(stateOf(word('refuted', 1, { participant: 'other' }), word('confirmed', 1))).toBe('refuted');
  });

  it('P14: follows a back office’s own versions among its words, and time between back offices', () => {
    expect(stateOf(word('ended', 1, { version: 10n }), word('confirmed', 2, { version: 9n }))).toBe('ended');
    expect(stateOf(word('confirmed', 1, { version: 10n }), word('ended', 2, { participant: 'other' }))).toBe('ended');
    expect(stateOf(word('ended', 1, { participant: 'other', version: 10n }), word('confirmed', 2))).toBe('confirmed');
  });

  it('P14: ends by itself where it was confirmed until a day that is over', () => {
    expect(stateOf(word('confirmed', 1, { until: now }))).toBe('ended');
    expect(stateOf(word('confirmed', 1, { until: new Date(now.getTime() + 1) }))).toBe('confirmed');
  });
});
