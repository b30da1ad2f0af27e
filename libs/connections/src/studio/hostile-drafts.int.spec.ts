import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DraftChild } from './draft-child';
import { DraftRunner } from './draft-runner';
import { DraftsBusy } from './draft-stopped';

const starter = join(__dirname, '../../../mapping/starter');
const read = (path: string): string => readFileSync(join(starter, path), 'utf8');
const files = (mapping?: string): Record<string, string> => ({
  'pack.yaml': read('pack.yaml'),
  'out/contact.jsonata': mapping === undefined ? read('out/contact.jsonata') : `{ "firstName": ${mapping} }`,
  'out/note.jsonata': read('out/note.jsonata'),
  'samples/registered.json': read('samples/registered.json'),
  'expected/registered.json': read('expected/registered.json'),
});

/** Every expression of it ends in time, but there are so many. */
function endless(draft: Record<string, string>): Record<string, string> {
  const query = Array.from({ length: 1_000 }, (_, n) => `        q${n}: $string($sum([1..5000].($ * 2)))[0] = 'x' ? 1`);
  const yaml = (draft['pack.yaml'] ?? '').replace(/^( +)body: out\/contact\.jsonata$/mu, (line, indent: string) =>
    [line, `${indent}query:`, ...query.map((one) => `${indent}  ${one.trim()}`)].join('\n'),
  );
  return { ...draft, 'pack.yaml': yaml };
}

let runner: DraftRunner;
beforeAll(() => {
  runner = new DraftRunner();
});
afterAll(() => runner.close());

const play = (mapping?: string) => runner.run('oak', { do: 'play', files: files(mapping), sample: 'registered' });
const plays = async (): Promise<void> =>
  expect(await play()).toMatchObject({ problems: [], differences: [], played: { ids: { contact: 'C1' } } });

test('a draft is played in a process of its own, and every value tells where it comes from', async () => {
  await plays();
  const { why } = await play();
  expect(why).toContainEqual({
    request: 'contact',
    path: '/lastName',
    at: 'out/contact.jsonata:3',
    from: ['data.person.name.family'],
    value: 'Lee',
  });
});

test.each([
  ['endless recursion', '($f := function($x) { $f($x) + 1 }; $f(1))', /Stack overflow/],
  ['a recursion that never ends', '($f := function($x) { $f($x) }; $f(1))', /timeout after 500/],
  ['ten million items', '$sum([1..10000000])', /sequence length/],
  ['a text of 500 million characters', '$pad("x", 500000000)', /\$pad to 500000000 characters/],
  ['lists within lists', '$map([1..20000], function($i) { $map([1..20000], function($j) { $j }) })', /timeout after 500/],
])('%s ends with its place in the draft, and the next one works', async (_, mapping, message) => {
  const { problems, played } = await play(mapping);
  expect(played).toBeNull();
  expect(problems).toEqual([expect.objectContaining({ file: 'out/contact.jsonata', line: 1, message: expect.stringMatching(message) })]);
  await plays();
});

test('whatever needs more memory than there is ends its process and no other, and the next draft works', async () => {
  // The engine tries for a while before it gives up, longer where others work too.
  const small = new DraftRunner({ withinMs: 25_000, memoryMiB: 56 });
  const task = { do: 'play', sample: 'registered' } as const;
  // More than there is before any mapping begins, so that no limit of a mapping comes first, however slow the machine is.
  const ballast = { 'samples/large.json': JSON.stringify({ text: 'ж'.repeat(40_000_000) }) };
  const full = small.run('oak', { ...task, files: { ...files(), ...ballast } });
  await expect(full).rejects.toThrow('It needed more than 56 MiB and was stopped.');
  expect(await small.run('oak', { ...task, files: files() })).toMatchObject({ problems: [], differences: [] });
  small.close();
});

test('what no limit of a mapping ends is ended from outside, and the next draft works', async () => {
  await expect(runner.run('oak', { do: 'play', files: endless(files()), sample: 'registered' })).rejects.toThrow('It took longer than 5 s');
  await plays();
});

test('a backtracking pattern is no trouble, and one that needs backtracking is refused with its place', async () => {
  expect(await play('$match($pad("a", 20000), /(a+)+b/)')).toMatchObject({ problems: [] });
  const { problems } = await runner.run('oak', { do: 'check', files: files('$match("aa", /(a)\\1/)') });
  expect(problems).toEqual([
    expect.objectContaining({ file: 'out/contact.jsonata', message: expect.stringContaining('regular expression') }),
  ]);
});

test.each(['{}.constructor', '$eval("{}.constructor")', '$.__proto__', 'process', '$lookup({}, "constructor")', '$keys($string)'])(
  'a mapping finds no way out: %s is nothing',
  async (mapping) => {
    expect((await play(mapping)).played?.requests?.[0]?.body).toEqual({});
  },
);

test('the process itself may neither ask the network nor read files beyond its code, and has no environment', async () => {
  let asked = 0;
  const server = createServer((_, answer) => {
    asked += 1;
    answer.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listens on a port
  const { spawnSync } = await import('node:child_process');
  const tries = `const says = {}; const tried = async (name, what) => { try { says[name] = await what() } catch (error) { says[name] = error.cause?.code ?? error.code } };
    (async () => { await tried('net', () => fetch('http://127.0.0.1:${port}/').then((a) => a.status));
    await tried('fs', () => require('fs').readFileSync(${JSON.stringify(__filename)}).length);
    await tried('write', () => require('fs').writeFileSync(${JSON.stringify(join(__dirname, 'x'))}, ''));
    await tried('process', () => require('child_process').execSync('id').length);
    await tried('env', () => Object.keys(process.env).length); console.log(JSON.stringify(says)) })()`;
  const { stdout } = spawnSync(process.execPath, [...DraftChild.permissions, '-e', tries], { env: {}, encoding: 'utf8' });
  server.close();
  expect(JSON.parse(stdout)).toEqual({
    net: 'ERR_ACCESS_DENIED',
    fs: 'ERR_ACCESS_DENIED',
    write: 'ERR_ACCESS_DENIED',
    process: 'ERR_ACCESS_DENIED',
    env: 0,
  });
  expect(asked).toBe(0);
});

test('one agency waits for itself alone, and what waits is bounded', async () => {
  const own = new DraftRunner({ withinMs: 4_000, waitingOfOne: 1 });
  const hostile = endless(files());
  const ran = Array.from({ length: 3 }, () =>
    own.run('oak', { do: 'play', files: hostile, sample: 'registered' }).catch((error: unknown) => error),
  );
  expect(await own.run('elm', { do: 'check', files: files() })).toMatchObject({ problems: [] });
  expect((await Promise.all(ran)).filter((said) => said instanceof DraftsBusy)).toHaveLength(1);
  own.close();
});
