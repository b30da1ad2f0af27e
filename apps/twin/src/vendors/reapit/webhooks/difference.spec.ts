import { differenceOf, isOfNoSubstance } from './difference';

describe('X10: the difference in a notification of Reapit', () => {
  it('X10: holds old and new of what changed, objects member by member', () => {
    const before = { a: 1, b: null, same: [1], address: { line1: 'x', line2: 'y' } };
    const after = { a: 1, b: 'now', same: [1], address: { line1: 'x', line2: 'z' } };
    expect(differenceOf(before, after)).toEqual({ b: [null, 'now'], address: { line2: ['y', 'z'] } });
  });

  it('X10: an object that was not there is old and new as a whole', () => {
    expect(differenceOf({ address: null }, { address: { line1: 'x' } })).toEqual({ address: [null, { line1: 'x' }] });
  });

  it('X10: of ETag and time alone is of no substance', () => {
    expect(isOfNoSubstance({ _eTag: ['a', 'b'], modified: [null, 'now'] })).toBe(true);
    expect(isOfNoSubstance({ _eTag: ['a', 'b'], email: [null, 'a@example.com'] })).toBe(false);
  });
});
