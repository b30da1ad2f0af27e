import fc from 'fast-check';
import { countNames } from './count-names';
import { duplicateNames } from './read-json';
import { scanJson } from './scan-json';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};

/** JSON with one character changed, removed or doubled: mostly broken, sometimes not. */
const bentJson = fc
  .tuple(fc.json({ maxDepth: 4 }), fc.nat(), fc.constantFrom('', '"', ',', '}', ']', '\\', '\u0001', '1', '.', ' ', 'e'), fc.nat(1))
  .map(([text, at, instead, kept]) => text.slice(0, at % text.length) + instead + text.slice((at % text.length) + kept));

describe('reading JSON', () => {
  it('finds a fault exactly where JSON.parse finds the text broken', () => {
    fc.assert(
      fc.property(bentJson, (text) => {
        expect(scanJson(text).fault === undefined).toBe(parses(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds no name twice in what was written by JSON.stringify, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 1), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const parsed: unknown = JSON.parse(text);
        expect(duplicateNames(text, countNames(parsed))).toEqual([]);
        expect(scanJson(text)).toEqual({ duplicates: [] });
      }),
    );
  });

  it('finds every name that comes twice, however it is written', () => {
    for (const [text, found] of [
      ['{"a":1,"a":2}', ['/a']],
      ['{"a" : 1,\n"\\u0061"\t:2}', ['/a']],
      ['[{"x":":"},{"b/c":{"~":[1,{"d":"\\":","d":0}]}}]', ['/1/b~1c/~0/1/d']],
      ['{"a":{"b":1},"c":{"b":1}}', []],
    ] as const)
      expect(duplicateNames(text, countNames(JSON.parse(text)))).toEqual(found);
  });

  it.each<[string, string]>([
    ['a string of 400,000 escapes that never ends', `"${'\\n'.repeat(400_000)}`],
    ['a string of 1 MiB', `"${'x'.repeat(1_048_000)}`],
    ['100,000 open brackets', '['.repeat(100_000)],
    ['500,000 digits and a letter', `${'1'.repeat(500_000)}x`],
  ])('says where %s breaks without running out of stack or time', (_what, text) => {
    expect(scanJson(text).fault).toBeDefined();
  });
});
