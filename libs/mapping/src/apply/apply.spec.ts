import { packFiles, packOf, packYaml } from '../../test/a-pack';
import type { Pack, PackRequest } from '../pack';
import type { OutContext } from './context';
import { makeRequest, readAnswer } from './make-request';
import { takenFrom, notificationsOf } from './take-in';

const context = (data: unknown, ids: Readonly<Record<string, string>> = {}): OutContext => ({
  event: {},
  data,
  key: 'k',
  person: '11111111-1111-5111-8111-111111111111',
  known: {},
  ids,
  answers: {},
  settings: {},
  tables: {},
});
class NotThere extends Error {}
function requestOf(pack: Pack, type: string): PackRequest {
  const [request] = pack.requests.get(type) ?? [];
  if (!request) throw new NotThere(type);
  return request;
}
const make = (
  data: unknown,
  ids?: Readonly<Record<string, string>>,
  pack = packOf(),
  type = 'search.performed',
): ReturnType<typeof makeRequest> => makeRequest(requestOf(pack, type), context(data, ids), {});
const mapping = (text: string): Pack => packOf(packFiles({ 'out/contact.jsonata': text }));

describe('a request', () => {
  const searched = { search: { areas: [{ label: 'Harbour' }] }, person: { name: { family: 'Lee' } } };

  it('is filled in from the event and the ids that are known, each escaped', async () => {
    expect(await make(searched, { contact: 'C/1 ü' })).toEqual({
      kind: 'made',
      request: { method: 'POST', path: '/contacts/C%2F1%20%C3%BC/notes?kind=search', headers: {}, body: '{"lastName":"Lee"}' },
    });
  });

  it.each(['..', '.'])('I8: with an id %s that would lead elsewhere is not made', async (contact) => {
    await expect(make(searched, { contact })).rejects.toMatchObject({
      reason: `is filled in as /contacts/${contact}/notes, which leads elsewhere`,
    });
  });

  it('is left out where its condition does not hold', async () => {
    expect(await make({ search: { areas: [{ label: '' }] } }, { contact: 'C1' })).toEqual({ kind: 'leftOut' });
  });

  it('sees its own constants, so that several share a file', async () => {
    const change = (text: string): string =>
      text
        .replace('    - id: note\n', '    - id: note\n      with: { n: 1 }\n')
        .replace('path: /contacts/{ids.contact}/notes', 'path: /contacts/{ids.contact}/notes/{$n}');
    const pack = packOf(packFiles({ 'pack.yaml': packYaml(change), 'out/contact.jsonata': '{ "label": data.search.areas[$n].label }' }));
    const two = { search: { areas: [{ label: 'Harbour' }, { label: 'Hill' }] } };
    expect(await make(two, { contact: 'C1' }, pack)).toMatchObject({
      request: { path: '/contacts/C1/notes/1?kind=search', body: '{"label":"Hill"}' },
    });
    expect(await make(two, {}, pack, 'person.registered')).toMatchObject({ request: { body: '{}' } });
  });

  it('may be made at the address itself', async () => {
    const pack = packOf(packFiles({ 'pack.yaml': packYaml((text) => text.replace('path: /contacts\n', "path: ''\n")) }));
    expect(await make({}, {}, pack, 'person.registered')).toMatchObject({ kind: 'made', request: { path: '' } });
  });

  it('waits for a record that is not there yet', async () => {
    expect(await make(searched)).toEqual({ kind: 'waits', record: 'contact' });
  });

  it.each([
    ['never ends', '($f := function($n) { $f($n + 1) }; {"a": $f(1)})', /timeout|Stack overflow/],
    ['calls itself without end', '($f := function($n) { 1 + $f($n + 1) }; {"a": $f(1)})', /Stack overflow|timeout/],
    ['makes an endless list', '{"a": [1..9000000]}', /sequence|size/i],
    ['answers a text', '"x"', /an object or a list is needed as a body/],
    ['calls what is not there', '{"a": $fetch("http://example.com")}', /non-function/],
  ])('whose mapping %s fails with its place, and nothing is sent', async (_, text, reason) => {
    await expect(make(searched, { contact: 'C1' }, mapping(text))).rejects.toMatchObject({
      code: 'mappingFailed',
      at: expect.stringMatching(/^out\/contact\.jsonata:1:\d+$/),
      reason: expect.stringMatching(reason),
    });
  });

  it('is not held up by a pattern and a text that a backtracking engine would work on for years', async () => {
    const hostile = { ...searched, text: `${'a'.repeat(20_000)}!` };
    expect(await make(hostile, { contact: 'C1' }, mapping('{"a": $contains(data.text, /^(a+)+$/)}'))).toMatchObject({
      request: { body: '{"a":false}' },
    });
  });

  it('reaches nothing of the process that runs it', async () => {
    const text = '{"a": $exists(constructor), "b": $exists(data.__proto__.polluted), "c": $exists($process)}';
    expect(await make(searched, { contact: 'C1' }, mapping(text))).toMatchObject({ request: { body: '{"a":false,"b":false,"c":false}' } });
  });
});

describe('an answer', () => {
  const pack = (more: string): Pack =>
    packOf(packFiles({ 'pack.yaml': packYaml((text) => text.replace('      makes: contact\n', `      makes: contact\n${more}`)) }));
  const read = (answer: { status?: number; headers?: Record<string, string>; body?: unknown }, more = ''): ReturnType<typeof readAnswer> =>
    readAnswer(requestOf(pack(more), 'person.registered'), context({}), { status: 201, headers: {}, body: undefined, ...answer }, {});

  it('gives the id at the end of its Location, or by its expression', async () => {
    expect(await read({ headers: { location: 'https://crm.example.com/v1/contacts/RPT%201?x=1' } })).toEqual({ kind: 'done', id: 'RPT 1' });
    expect(await read({ body: { id: 7 } }, '      idFrom: answer.body.id\n')).toEqual({ kind: 'done', id: '7' });
  });

  it('without an id of what it made is a failure', async () => {
    expect(await read({ body: {} })).toEqual({ kind: 'failed', reason: 'the answer gave no id of the contact it made' });
  });

  it('with a good status and an error inside is a failure', async () => {
    expect(await read({ body: { error: 'no' } }, '      failedWhen: answer.body.error\n')).toEqual({ kind: 'failed', reason: 'no' });
  });

  it('that says the vendor did nothing is told as ignored', async () => {
    expect(await read({ status: 204 }, '      ignoredWhen: "answer.status = 204 ? \\"the lead flow is archived\\""\n')).toEqual({
      kind: 'ignored',
      reason: 'the lead flow is archived',
    });
  });
});

describe('what comes in', () => {
  const pack = packOf();

  it('is read as notifications, one alone or several', async () => {
    expect(await notificationsOf(pack, { headers: {}, body: { event: 'changed', id: 5 } }, {})).toEqual([
      { topic: 'changed', record: 'contact', id: '5' },
    ]);
    expect(
      await notificationsOf(
        pack,
        {
          headers: {},
          body: [
            { event: 'a', id: 'x' },
            { event: 'b', id: 'y' },
          ],
        },
        {},
      ),
    ).toHaveLength(2);
    expect(await notificationsOf(pack, { headers: {}, body: [] }, {})).toEqual([]);
  });

  it('and names no record of the pack is refused', async () => {
    await expect(notificationsOf(pack, { headers: {}, body: { event: 'changed' } }, {})).rejects.toMatchObject({
      at: 'in/hook.jsonata:1:1',
    });
  });

  it('becomes events, each with the person it is about', async () => {
    const record = pack.records.get('contact');
    const events =
      record &&
      (await takenFrom(record, { record: { lastName: 'Lee' }, kind: 'contact', id: 'C1', first: true, settings: {}, tables: {} }, {}));
    expect(events).toEqual({
      events: [{ type: 'person.updated', subject: 'C1', data: { person: { name: { family: 'Lee' } } } }],
      learnt: [],
    });
  });
});
