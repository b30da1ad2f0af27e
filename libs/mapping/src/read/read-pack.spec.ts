import { packFiles, packYaml } from '../../test/a-pack';
import type { PackFiles } from '../files';
import { readPack } from './read-pack';

const problemsOf = (files: PackFiles): string[] =>
  readPack(files).problems.map(
    ({ file, line, column, message, hint }) => `${file}:${line}:${column} ${message}${hint ? ` (${hint})` : ''}`,
  );
const withYaml = (from: string | RegExp, to: string): PackFiles => packFiles({ 'pack.yaml': packYaml((text) => text.replace(from, to)) });

describe('a pack', () => {
  it('that is right is read whole', () => {
    const { pack, problems } = readPack(packFiles());
    expect(problems).toEqual([]);
    expect([...(pack?.requests.keys() ?? [])]).toEqual(['person.registered', 'search.performed']);
  });

  it.each<[string, PackFiles, RegExp]>([
    ['no pack.yaml', new Map(), /^pack\.yaml:1:1 is missing/],
    ['what is no YAML', packFiles({ 'pack.yaml': 'pack: [1' }), /^pack\.yaml:1:\d+ is no YAML/],
    ['a member twice', withYaml('title: Example', 'title: Example\ntitle: Again'), /is no YAML: Map keys must be unique/],
    ['aliases that multiply', packFiles({ 'pack.yaml': bomb() }), /is no YAML: Excessive alias count/],
    ['a member that is missing', withYaml('title: Example\n', ''), /the pack lacks title/],
    [
      'a member that is not known',
      withYaml('title: Example', 'titel: Example'),
      /^pack\.yaml:3:\d+ the pack has "titel".*Did you mean "title"/m,
    ],
    ['a capability that is left out', withYaml(/ {2}P17:.*\n/, ''), /capabilities lacks P17/],
    [
      'a word that is none of the list',
      withYaml('writes: person', 'writes: persons'),
      /^pack\.yaml:\d+:15 .*must be one of person, requirement/,
    ],
    [
      'an event type that is none',
      withYaml('person.registered:', 'person.registred:'),
      /"person\.registred" is no event type \(Did you mean "person\.registered"/,
    ],
    [
      'an event type this side never gets',
      withYaml('search.performed:', 'account.invited:'),
      /"account\.invited" is never sent to this side/,
    ],
    [
      'a file that is not there',
      withYaml('out/contact', 'out/contakt'),
      /names out\/contakt\.jsonata, which is not in the pack \(There are out\/contact/,
    ],
    [
      'a mapping that is no expression',
      packFiles({ 'out/contact.jsonata': '{\n  "a": (\n}' }),
      /^out\/contact\.jsonata:3:1 is no JSONata expression/,
    ],
    ['a template that is no expression', withYaml('{ids.contact}', '{ids..}'), /^pack\.yaml:\d+:\d+ is no JSONata expression/],
    ['a setting that is not there', withYaml("'{address}'", "'{adress}'"), /names the setting "adress".*Did you mean "address"/],
    ['a record that is not there', withYaml('makes: contact', 'makes: contract'), /names the record "contract" \(Did you mean "contact"/],
    [
      'a request for several events that could not be found again one by one',
      withYaml('once: unsafe\nin:', `once: unsafe\n      together: { path: /notes/bulk, body: '{ "notes": bodies }', most: 5 }\nin:`),
      /request "note" cannot go together with others: it is repeated as unsafe/,
    ],
    [
      'a request for several events that makes a record',
      withYaml('makes: contact', `makes: contact\n      together: { path: /contacts/bulk, body: '{ "all": bodies }', most: 5 }`),
      /cannot go together with others: it has makes, which is about one event/,
    ],
    ['a look-up that is not described', withYaml('once: unsafe', 'once: lookup'), /looked up before it is repeated, but lookup is missing/],
    [
      'a sweep whose body nothing takes',
      withYaml(
        "{ path: '/contacts/{id}', map: in/contact.jsonata }",
        '{ map: in/contact.jsonata, sweep: { path: /c, body: in/hook.jsonata, items: a, id: id, modified: m } }',
      ),
      /the sweep of "contact" has a body, which GET does not take/,
    ],
    ['a key without its header', withYaml('once: unsafe', 'once: key'), /repeated under a key, but keyHeader is missing/],
    [
      'a row called supported without requests',
      withYaml('P7: { out: ignored', 'P7: { out: supported'),
      /P7 is called supported, but no event of it has requests/,
    ],
    [
      'a row called ignored with requests',
      withYaml('P4: { out: supported', 'P4: { out: planned'),
      /P4 is called planned, but an event of it has requests/,
    ],
  ])('with %s is refused, and says where', (_, files, expected) => {
    expect(problemsOf(files).join('\n')).toMatch(expected);
  });

  it('I11: that writes a requirement for an implied search is refused', () => {
    expect(problemsOf(withYaml('writes: note', 'writes: requirement'))).toEqual([
      expect.stringMatching(/request "note" writes a requirement for an implied search, which is soft \(I11\)/),
    ]);
  });

  it('whose requests wait for what only a later one makes is refused as a circle', () => {
    const files = withYaml(
      '      once: unsafe\n      makes: contact\n',
      '      once: unsafe\n      makes: contact\n      needs: [contact]\n',
    );
    const outside = new Map(files).set('pack.yaml', (files.get('pack.yaml') ?? '').replace(/\nin:[^]*$/, '\n'));
    expect(problemsOf(outside)).toContainEqual(expect.stringMatching(/needs "contact", which only itself or a later request makes/));
  });

  it('with a regular expression that could take for ever is refused', () => {
    expect(problemsOf(packFiles({ 'out/contact.jsonata': '{ "a": $match(data.x, /(a+)\\1/) }' }))).toEqual([
      expect.stringMatching(/^out\/contact\.jsonata:1:\d+ has a regular expression that may take for ever.*Back references/),
    ]);
  });

  it('with many mistakes is told all of them at once, in order', () => {
    const files = packFiles({
      'pack.yaml': packYaml((text) => text.replace('once: unsafe', 'once: key').replace('makes: contact', 'makes: contract')),
      'in/contact.jsonata': '[',
    });
    const problems = problemsOf(files);
    expect(problems).toHaveLength(3);
    expect(problems).toEqual([...problems].sort());
  });
});

function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let n = 1; n < 10; n += 1) lines.push(`a${n}: &a${n} [${Array.from({ length: 9 }, () => `*a${n - 1}`).join(', ')}]`);
  return lines.join('\n');
}
