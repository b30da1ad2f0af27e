import type { ExplicitCriteria, ImpliedCriteria } from './criteria';
import { interestKeyOf } from './interest-key';
import { searchInWords } from './in-words';
import { explicitCriteria, impliedCriteria } from './read-criteria';

const area = (label: string) => ({ label });
const search = (more: Partial<ImpliedCriteria> = {}): ImpliedCriteria => ({
  strength: 'implied',
  channel: 'sales',
  maxPrice: '500000',
  currency: 'GBP',
  areas: [area('Clapham')],
  ...more,
});
const same = (a: Partial<ImpliedCriteria>, b: Partial<ImpliedCriteria>): boolean => interestKeyOf(search(a)) === interestKeyOf(search(b));

test('P4: searches of one place and about one price are one interest, whatever the bedrooms and types', () => {
  expect(same({}, { minBedrooms: 3, propertyTypes: ['flat'], areas: [area(' CLAPHAM ')] })).toBe(true);
  expect(same({}, { maxPrice: '510000' })).toBe(true);
  expect(same({ areas: [area('A'), area('B')] }, { areas: [area('B'), area('A'), area('a')] })).toBe(true);
});

test('P4: another channel, place, currency or price level is another interest', () => {
  expect(
    [
      { channel: 'lettings' as const },
      { areas: [area('Brixton')] },
      { currency: 'USD' },
      { maxPrice: '900000' },
      { maxPrice: undefined },
    ].map((other) => same({}, other)),
  ).toEqual(Array(5).fill(false));
});

test('I11: a soft search is not read as a hard one, nor the other way', () => {
  expect(explicitCriteria({ search: search() })).toBeUndefined();
  expect(impliedCriteria({ search: { ...search(), strength: 'explicit' } })).toBeUndefined();
  expect(impliedCriteria({ search: search() })?.channel).toBe('sales');
});

test('I11: the types let no soft search be where a hard one is wanted', () => {
  const write = (hard: ExplicitCriteria): string => hard.channel;
  // @ts-expect-error an implied search is not an explicit one
  expect(write(search())).toBe('sales');
});

test.each([
  [search({ minBedrooms: 2, propertyTypes: ['semiDetached'] }), 'Semi detached to buy, in Clapham, 2+ bedrooms, up to GBP 500,000'],
  [
    search({ channel: 'lettings', minPrice: '900', maxPrice: '1250.50', priceFrequency: 'perMonth', areas: [] }),
    'Property to rent, GBP 900 to 1,250.50 per month',
  ],
  [
    search({ maxPrice: undefined, minBedrooms: 2, maxBedrooms: 2, areas: ['A', 'B', 'C', 'D'].map(area) }),
    'Property to buy, in A, B, C and 1 more, 2 bedrooms',
  ],
])('a search is said as an agent would', (criteria, words) => {
  expect(searchInWords(criteria)).toBe(words);
});
