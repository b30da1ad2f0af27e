import { metadataFilter } from './metadata-filter';

const metadata = { personId: 'P-1', visits: 3, open: true, since: '2026-11-01', nested: { ref: 'x' } };
const meets = (expression: string): boolean | undefined => metadataFilter(expression)?.(metadata);

describe('X10: the metadata filter of Reapit', () => {
  it.each([
    ["metadata.personId $eq 'P-1'", true],
    ["metadata.PERSONID $eq 'p-1'", true],
    ["metadata.personId $ne 'P-1'", false],
    ["metadata.personId $in 'a','P-1'", true],
    ["metadata.personId $nin 'a','b'", true],
    ['metadata.visits $gte 3', true],
    ['metadata.visits $lt 3', false],
    ['metadata.open $eq true', true],
    ['metadata.since $gt 2026-10-31', true],
    ["metadata.nested.ref $eq 'x'", true],
    ["metadata.nobody $eq 'x'", false],
  ])('X10: %s is %s', (expression, expected) => {
    expect(meets(expression)).toBe(expected);
  });

  it.each(["personId $eq 'P-1'", 'metadata.personId $eq P-1', 'metadata.personId', "metadata.personId $like 'P'"])(
    'X10: does not take %s',
    (expression) => {
      expect(metadataFilter(expression)).toBeUndefined();
    },
  );
});
