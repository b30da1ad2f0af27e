import { setTimeout as pause } from 'node:timers/promises';
import { Expression } from './expression';
import { mappingLimits } from './limits';

const place = { file: 'in/contact.jsonata', line: 1, column: 1 };
class NoExpression extends Error {}
function compiled(text: string): Expression {
  const found = Expression.compile(text, place);
  if (!(found instanceof Expression)) throw new NoExpression(found.message);
  return found;
}

describe('a mapping that fails', () => {
  it('may do better the next time where a slow look-up took its time', async () => {
    const ours = (): Promise<string> => pause(mappingLimits.timeoutMs + 100, 's1');
    await expect(compiled('($known := $ours(); $known ? $known : "none")').evaluate({}, { ours })).rejects.toMatchObject({
      retriable: true,
    });
  });

  it('is wrong for good where it does what cannot be done', async () => {
    await expect(compiled('1 + "a"').evaluate({}, {})).rejects.toMatchObject({ retriable: false });
  });
});

describe('a mapping that would fill the memory', () => {
  const doubled = (step: string, from: string, times: number): string =>
    `($more := function($a, $n) { $n = 0 ? $a : $more(${step}, $n - 1) }; $more(${from}, ${times}))`;

  it.each([
    ['a text that holds itself twice, over and over', doubled('$a & $a', '"abcdefgh"', 26), /text of 1048576 characters, at most 1000000/],
    ['an object that holds itself twice, over and over', doubled('{ "a": $a, "b": $a }', '{}', 26), /more than 16000000 characters and/],
    [
      'what is made of such an object',
      `$length($string(${doubled('{ "a": $a, "b": $a }', '{}', 26)}))`,
      /more than 16000000 characters and/,
    ],
    [
      'a list of long texts',
      '($long := $pad("", 900000, "x"); $length($join($map([1..30], function($x) { $long }))))',
      /more than 16000000 characters and/,
    ],
    ['$pad', '$length($pad("x", 400000000))', /\$pad to 400000000 characters/],
    ['$pad to the left', '$pad("x", -400000000)', /\$pad to -400000000 characters/],
    ['$replace', '$length($replace($pad("", 900000, "x"), "x", $pad("", 900000, "y")))', /\$replace in 900000 characters by 900000/],
    ['many long texts', '$count([1..100].$pad("", 900000, "x"))', /more than 64000000 characters and values on its way/],
    ['$distinct', '$count($distinct(all))', /\$distinct of 15000 items, at most 2000/],
    ['$spread', '$count($spread(all))', /sequence length of 20000/],
    ['$replace by a pattern', '$length($replace($pad("", 900000, "x"), /x/, $pad("", 90, "y")))', /\$replace in 900000 characters by 90/],
  ])('is ended before it does: %s', async (_, text, reason) => {
    const all = Array.from({ length: 15_000 }, (__, n) => ({ a: n, b: [n] }));
    await expect(compiled(text).evaluate({ all }, {})).rejects.toMatchObject({ reason: expect.stringMatching(reason), retriable: false });
  });

  it('says where', async () => {
    await expect(compiled('(\n  $long := $pad("", 999999, "x");\n  $long & $long)').evaluate({}, {})).rejects.toMatchObject({
      at: 'in/contact.jsonata:3:9',
    });
  });

  it.each([
    ['$pad("ab", 5)', 'ab   '],
    ['$pad("ab", -5, "#")', '###ab'],
    ['$pad("ab", 7, "x🦊")', 'abx🦊x🦊x'],
    ['$pad("abc", 2)', 'abc'],
    ['$pad("a", 3, "")', 'a  '],
    ['$pad(nothing, 3)', undefined],
    ['"a" ~> $pad(3, "-")', 'a--'],
    ['$replace("a-b-c", "-", "+")', 'a+b+c'],
    ['$replace("a-b-c", "-", "+", 1)', 'a+b-c'],
    ['$replace("ab12", /([a-z])([0-9])/, "$2$1")', 'a1b2'],
    ['$replace("ab", /[a-z]/, function($m) { $uppercase($m.match) })', 'AB'],
    ['$replace(nothing, "a", "b")', undefined],
    ['$string($distinct([1, "1", 1, { "a": [2] }, { "a": [2] }]))', '[1,"1",{"a":[2]}]'],
    ['$distinct(nothing)', undefined],
    ['$string($spread([{ "a": 1, "b": [2] }, { "c": 3 }, 4]))', '[{"a":1},{"b":[2]},{"c":3},4]'],
    ['$string($spread({ "a": 1 }))', '{"a":1}'],
    ['$spread("x")', 'x'],
  ])('leaves %s as JSONata has it', async (text, answer) => {
    expect(await compiled(text).evaluate({}, {})).toBe(answer);
  });
});
