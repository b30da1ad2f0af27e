import fc from 'fast-check';
import { foldAll } from '../facts/fold';
import { foldings } from '../facts/foldings';
import { consentStrength } from './consent';
import { householdOf } from './household';
import { ownershipState } from './ownership';

test('denied or withdrawn beats granted, whatever the clock says and in any order', () => {
  const told = fc.record({
    status: fc.constantFrom('granted', 'denied', 'notAsked', 'withdrawn'),
    at: fc.constantFrom('1', '2', '3'),
    id: fc.uuid(),
  });
  fc.assert(
    fc.property(fc.array(told, { minLength: 1 }), (all) => {
      const rows = all.map(({ status, at, id }) => ({
        agency: 'oak',
        person_id: 'p',
        purpose: 'x',
        channel: 'y',
        status,
        at,
        by: null,
        evidence: null,
        strength: consentStrength(status, at, id),
      }));
      const [folded] = foldAll(foldings.consents, rows);
      expect(foldAll(foldings.consents, rows.toReversed())).toEqual([folded]);
      const refused = all.some(({ status }) => status === 'denied' || status === 'withdrawn');
      expect(folded?.status === 'denied' || folded?.status === 'withdrawn').toBe(refused);
    }),
  );
});

test('P12: a person nobody put in a group is a group of one', () => {
  expect(householdOf('a', [])).toEqual({ id: 'a', members: ['a'] });
  expect(householdOf('a', [{ id: 'h', members: ['b', 'c'], stamp: '1' }])).toEqual({ id: 'a', members: ['a'] });
  expect(
    householdOf('a', [
      { id: 'h', members: ['a', 'b'], stamp: '1' },
      { id: 'g', members: ['a'], stamp: '2' },
    ]),
  ).toEqual({ id: 'g', members: ['a'] });
});

test('P13 and P14: a claim stays a claim until the back office has spoken', () => {
  expect([null, 'confirmed', 'refuted', 'ended', 'sure'].map(ownershipState)).toEqual([
    'claimed',
    'confirmed',
    'refuted',
    'ended',
    'claimed',
  ]);
});
