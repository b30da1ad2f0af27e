import fc from 'fast-check';
import { canonicalJson } from './canonical-json';

/** The same in the plainest way. */
function plainly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainly);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, plainly(member)]),
  );
}

describe('canonical JSON', () => {
  it('means what it was made of, and is one text for equal values in whatever order', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        // Compared as text: -0 is 0 there.
        expect(JSON.stringify(plainly(JSON.parse(text)))).toBe(JSON.stringify(plainly(value)));
        expect(canonicalJson(plainly(value))).toBe(text);
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [{ b: 1, a: [{ d: null, c: 'x' }], '': true }, '{"":true,"a":[{"c":"x","d":null}],"b":1}'],
    [{ b: undefined, a: [undefined, 1] }, '{"a":[null,1]}'],
    [{ '10': 1, '9': 2, é: 3, Z: 4 }, '{"10":1,"9":2,"Z":4,"é":3}'],
    [[], '[]'],
    [['', ''], '["",""]'],
    [undefined, 'null'],
  ])('writes %j as ever', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });
});
