import fc from 'fast-check';
import { energyOf, interestScore } from './energy';

const now = new Date('2026-11-24T12:00:00Z');
const daysAgo = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();

test('P3: interest grows with what is done and fades with time', () => {
  const fresh = energyOf('enquiry.made', daysAgo(0));
  expect(interestScore(fresh + energyOf('property.saved', daysAgo(0)), now)).toBeGreaterThan(interestScore(fresh, now));
  expect(interestScore(energyOf('enquiry.made', daysAgo(60)), now)).toBeLessThan(interestScore(fresh, now) / 3);
  expect(interestScore(0n, now)).toBe(0);
});

test('interest is a whole number from 0 to 100, for anybody at any time', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.constantFrom('enquiry.made', 'site.visited', 'unknown.type'),
          fc.date({ min: new Date('1999-01-01'), max: now, noInvalidDate: true }),
        ),
        { maxLength: 200 },
      ),
      (acts) => {
        const score = interestScore(
          acts.reduce((sum, [type, at]) => sum + energyOf(type, at.toISOString()), 0n),
          now,
        );
        expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
      },
    ),
  );
});

test('who has the greater energy has at least the same interest, so that the list sorts without knowing the time', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1n << 400n }), fc.bigInt({ min: 0n, max: 1n << 400n }), (a, b) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      expect(interestScore(less, now)).toBeLessThanOrEqual(interestScore(more, now));
    }),
  );
});
