import fc from 'fast-check';
import { foldAll, foldRows } from './fold';
import { foldings } from './foldings';

const stamp = fc.option(fc.constantFrom('1', '2', '3', '4'));
const number = fc.nat({ max: 5 });

/** Rows whose values are told by their stamp, as they are where a stamp names one event. */
const row = fc
  .record({ c: stamp, a: stamp, r: stamp, saved: fc.option(fc.constantFrom('2026-01-01', '2026-02-01')), n: number })
  .map(({ c, a, r, saved }) => ({
    agency: 'oak',
    person_id: 'p',
    search_id: 's',
    side: 'website',
    name: c && `name ${c}`,
    criteria: c && `criteria ${c}`,
    criteria_stamp: c,
    saved_at: saved,
    alert: a && `alert ${a}`,
    alert_stamp: a,
    removed_at: r && `at ${r}`,
    removed_stamp: r,
  }));

test('rows fold to the same in any order, however often one is told', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), fc.infiniteStream(fc.nat()), (rows, chance) => {
      const repeated = [...rows, ...rows]
        .map((one) => ({ one, at: chance.next().value ?? 0 }))
        .sort((x, y) => x.at - y.at)
        .map(({ one }) => one);
      expect(foldAll(foldings.searches, repeated)).toEqual(foldAll(foldings.searches, rows));
    }),
  );
});

test('folding does not depend on where the batches were cut', () => {
  fc.assert(
    fc.property(row, row, row, (a, b, c) => {
      const fold = (x: typeof a, y: typeof a) => foldRows(foldings.searches, x, y);
      expect(fold(fold(a, b), c)).toEqual(fold(a, fold(b, c)));
    }),
  );
});

test('P3: the greatest number of visits ever told is the number of visits', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), (counts) => {
      const rows = counts.map((visits) => ({ agency: 'oak', person_id: 'p', visits, energy: 0n }));
      expect(foldAll(foldings.persons, rows)[0]?.visits).toBe(Math.max(...counts));
    }),
  );
});
