import { packFiles, packOf } from '../../test/a-pack';
import { explainSample } from './explain-sample';
import { trySamples } from './try-samples';

const registered = { type: 'person.registered', data: { person: { emails: [{ address: 'ada@example.com' }], name: { family: 'Lee' } } } };
const searched = { type: 'search.performed', data: { search: { areas: [{ label: 'Harbour' }] } } };
const file = JSON.stringify;
const whole = {
  'samples/registered.json': file({ event: registered, answers: { contact: { status: 201, headers: { location: '/contacts/C1' } } } }),
  'expected/registered.json': file({
    requests: [{ request: 'contact', method: 'POST', path: '/contacts', headers: {}, body: { lastName: 'Lee', email: 'ada@example.com' } }],
    ids: { contact: 'C1' },
  }),
  'samples/searched.json': file({ event: searched }),
  'expected/searched.json': file({ requests: [], waitsFor: 'contact' }),
  'samples/hook.json': file({ hook: { body: { event: 'changed', id: 'C1' } } }),
  'expected/hook.json': file({ notifications: [{ topic: 'changed', record: 'contact', id: 'C1' }] }),
  'samples/changed.json': file({ record: { kind: 'contact', id: 'C1', value: { lastName: 'Lee' } } }),
  'samples/swept.json': file({ sweep: { record: 'order', since: '2026-03-01T00:00:00Z', answer: { list: [{ id: 1, at: 'now' }] } } }),
  'expected/swept.json': file({
    requests: [{ request: 'sweep', method: 'GET', path: '/contacts?since=2026-03-01T00%3A00%3A00Z', headers: {} }],
    swept: { items: [{ id: '1', modified: 'now' }] },
  }),
  'expected/changed.json': file({ events: [{ type: 'person.updated', subject: 'C1', data: { person: { name: { family: 'Lee' } } } }] }),
};
const tried = async (more: Readonly<Record<string, string>> = {}): Promise<string[]> => {
  const { tried: all, problems } = await trySamples(packOf(packFiles({ ...whole, ...more })), {});
  return [
    ...all.flatMap(({ name, differences }) => differences.map((one) => `${name} ${one}`)),
    ...problems.map((one) => `${one.file} ${one.message}`),
  ];
};

describe('samples of a pack', () => {
  it('pass where what comes of them is what is expected, whatever the order of members', async () => {
    expect(await tried()).toEqual([]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'another value',
      { 'out/contact.jsonata': '{ "email": "x", "lastName": data.person.name.family }' },
      /^registered \/requests\/0\/body\/email: expected "ada@example.com", found "x"$/,
    ],
    ['a request too few', { 'expected/searched.json': file({ requests: [] }) }, /^searched \/waitsFor: expected nothing, found "contact"$/],
    ['no expectation', { 'samples/more.json': file({ event: searched }) }, /^more expected\/more\.json is missing$/],
    ['an expectation that is no JSON', { 'expected/hook.json': '{' }, /^hook expected\/hook\.json is no JSON/],
    ['a sample that is none', { 'samples/bad.json': '{"x": 1}' }, /^samples\/bad\.json is no sample/],
    [
      'an event against the contract',
      { 'in/contact.jsonata': '{ "type": "person.updated", "subject": id, "data": {"person": {"emails": 5}} }' },
      /^changed in\/contact\.jsonata: answers a person\.updated that is against the contract: .*emails/,
    ],
    [
      'an event that is none',
      { 'in/contact.jsonata': '{ "type": "person.renamed", "subject": id }' },
      /"person\.renamed" is no event type/,
    ],
  ])('with %s fail, and say where', async (_, more, expected) => {
    expect((await tried(more)).join('\n')).toMatch(expected);
  });

  it('are asked for of every event type that has requests', async () => {
    const { problems } = await trySamples(packOf(packFiles({})), {});
    expect(problems.map(({ message }) => message)).toEqual([
      'person.registered has requests but no sample',
      'search.performed has requests but no sample',
    ]);
  });
});

describe('an explanation', () => {
  it('says of each member where its value stands and what it comes from', async () => {
    const mapping =
      '(\n  $first := data.person.emails[0];\n  {\n    "email": $first.address,\n    "name": { "last": data.person.name.family & "" },\n    "source": "website",\n    "phone": data.person.phones[0].typed\n  }\n)';
    const { why } = await explainSample(
      packOf(packFiles({ 'out/contact.jsonata': mapping })),
      { event: registered, answers: { contact: { headers: { location: '/1' } } } },
      {},
    );
    expect(why).toEqual([
      { request: 'contact', path: '/email', at: 'out/contact.jsonata:4', from: ['data.person.emails.address'], value: 'ada@example.com' },
      { request: 'contact', path: '/name/last', at: 'out/contact.jsonata:5', from: ['data.person.name.family'], value: 'Lee' },
      { request: 'contact', path: '/source', at: 'out/contact.jsonata:6', from: [], value: 'website' },
      { request: 'contact', path: '/phone', at: 'out/contact.jsonata:7', from: ['data.person.phones.typed'], value: undefined },
    ]);
  });
});
