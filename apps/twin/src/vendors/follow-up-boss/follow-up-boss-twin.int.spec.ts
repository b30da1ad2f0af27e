import { createHmac } from 'node:crypto';
import { VirtualClock } from '../ground/trial/clock';
import { Receiver } from '../ground/trial/receiver';
import { FollowUpBossTwin, type FollowUpBossOptions } from './follow-up-boss-twin';

let twin: FollowUpBossTwin;
let clock: VirtualClock;
let receiver: Receiver;
let url: string;

async function start(options: FollowUpBossOptions = {}): Promise<void> {
  clock = new VirtualClock();
  receiver = new Receiver();
  twin = new FollowUpBossTwin({ seed: 'spec', now: clock.now, webhook: { url: await receiver.listen() }, ...options });
  ({ url } = await twin.listen());
}

beforeEach(() => start({ archivedSources: ['old.example.com'] }));

afterEach(async () => {
  await twin.close();
  await receiver.close();
});

function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const { apiKey, system, systemKey } = twin.credentials;
  const fixed = { authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`, 'x-system': system, 'x-system-key': systemKey };
  return fetch(url + path, {
    method,
    headers: { ...fixed, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const bodyOf = async (answer: Response) => Object(await answer.json());
const ann = { firstName: 'Given', lastName: 'Family', emails: [{ value: 'ann@example.com' }], phones: [{ value: '+1 555 555 0100' }] };
const anEvent = (type: string, person: Record<string, unknown> = ann, more: Record<string, unknown> = {}) => ({
  source: 'www.example.com',
  system: 'PeopleExchange',
  type,
  person,
  ...more,
});
const post = (...of: Parameters<typeof anEvent>): Promise<Response> => call('POST', '/v1/events', anEvent(...of));

describe('X10: events at the Follow Up Boss twin', () => {
  it('X10: make the person, or find the one that is there', async () => {
    const made = await post('Registration');
    const person = await bodyOf(made);
    expect([made.status, person]).toMatchObject([201, { name: 'Given Family', stage: 'Lead', source: 'www.example.com' }]);
    const found = await post(
      'Viewed Property',
      { emails: [{ value: 'ANN@example.com' }], tags: ['buyer'] },
      { source: 'other.example.com' },
    );
    expect([found.status, await bodyOf(found)]).toMatchObject([200, { id: person.id, tags: ['buyer'], source: 'www.example.com' }]);
    expect(twin.records('events').map(({ type, personId }) => [type, personId])).toEqual([
      ['Registration', person.id],
      ['Viewed Property', person.id],
    ]);
  });

  it('X10: two people on one telephone stay two', async () => {
    await post('Registration');
    expect((await post('Registration', { firstName: 'Second', lastName: 'Family', phones: ann.phones })).status).toBe(201);
  });

  it('X10: a person id nobody has is 404, and nothing happened', async () => {
    expect((await post('Registration', { id: 999 })).status).toBe(404);
    expect([twin.records('people'), twin.records('events')]).toEqual([[], []]);
  });

  it('X10: from a source whose lead flow is archived are answered 204 and ignored', async () => {
    expect((await post('Registration', ann, { source: 'old.example.com' })).status).toBe(204);
    expect(twin.records('people')).toEqual([]);
  });

  it('X10: an inquiry becomes one about a property or in general', async () => {
    await post('Inquiry', ann, { property: { street: '1 Quay Street', price: 425_000 } });
    await post('Inquiry', ann, { message: 'Hello' });
    expect(twin.records('events').map(({ type }) => type)).toEqual(['Property Inquiry', 'General Inquiry']);
  });

  it('X10: of an undocumented type, or badly formed, are 400 with everything that is wrong', async () => {
    const answer = await call('POST', '/v1/events', {
      ...anEvent('Unsaved Property', { emails: 'ann@example.com', nickname: 'A' }),
      source: undefined,
      extra: 1,
    });
    const { errorMessage } = await bodyOf(answer);
    expect(answer.status).toBe(400);
    expect(errorMessage).toMatch(/Invalid fields in the request body: extra, person\.nickname\./);
    expect(errorMessage).toMatch(/Missing required field: source\./);
    expect(errorMessage).toMatch(/Invalid value for type: must be one of Registration,/);
    expect(errorMessage).toMatch(/Invalid value for person\.emails: must be list\./);
  });

  it('X10: take the account’s custom fields and no others', async () => {
    expect((await post('Visited Website', { ...ann, customVisits: 3 })).status).toBe(201);
    expect((await post('Visited Website', { ...ann, customCastles: 3 })).status).toBe(400);
    expect(twin.records('people')).toMatchObject([{ customVisits: 3 }]);
  });
});

describe('X10: people and what hangs on them at the Follow Up Boss twin', () => {
  let id: number;
  beforeEach(async () => {
    id = (await bodyOf(await post('Registration'))).id;
  });

  it('X10: are changed, but not where they came from', async () => {
    expect(await bodyOf(await call('PUT', `/v1/people/${id}`, { stage: 'Hot Prospect', tags: ['a'] }))).toMatchObject({
      stage: 'Hot Prospect',
      tags: ['a'],
    });
    expect(await bodyOf(await call('PUT', `/v1/people/${id}?mergeTags=true`, { tags: ['b'] }))).toMatchObject({ tags: ['a', 'b'] });
    const refused = await call('PUT', `/v1/people/${id}`, { source: 'other.example.com' });
    expect([refused.status, await refused.json()]).toEqual([400, { errorMessage: 'Invalid fields in the request body: source.' }]);
    expect((await call('PUT', '/v1/people/999', {})).status).toBe(404);
  });

  it('X10: a stage the account does not know is refused, or dropped under drops-values', async () => {
    expect((await call('PUT', `/v1/people/${id}`, { stage: 'Enchanted' })).status).toBe(400);
    twin.plan({ 'drops-values': 1 });
    expect(await bodyOf(await call('PUT', `/v1/people/${id}`, { stage: 'Enchanted' }))).toMatchObject({ stage: 'Lead' });
  });

  it('X10: a person put in directly doubles one that is there, unless asked to look first', async () => {
    expect((await call('POST', '/v1/people?deduplicate=true', ann)).status).toBe(200);
    expect((await call('POST', '/v1/people', ann)).status).toBe(201);
    expect(await bodyOf(await call('GET', '/v1/people?email=ann@example.com'))).toMatchObject({ _metadata: { total: 2 } });
  });

  it('X10: lists come newest first, in pages that name the next', async () => {
    for (const n of [1, 2]) await post('Registration', { ...ann, emails: [{ value: `a${n}@example.com` }], phones: [] });
    const first = await bodyOf(await call('GET', '/v1/people?limit=2'));
    expect(first).toMatchObject({ _metadata: { collection: 'people', limit: 2, total: 3 }, people: [{ id: id + 2 }, { id: id + 1 }] });
    const next = await bodyOf(await call('GET', `/v1/people?limit=2&next=${encodeURIComponent(first._metadata.next)}`));
    expect([next.people.map((person: { id: number }) => person.id), next._metadata.next]).toEqual([[id], null]);
    expect((await call('GET', '/v1/people?limit=101')).status).toBe(400);
  });

  it('X10: notes, tasks, appointments and relationships are made, changed and removed', async () => {
    const invitees = [{ personId: id, name: 'Given Family' }];
    const bodies = {
      notes: { personId: id, subject: 'Ranked', body: 'Five stars' },
      tasks: { personId: id, name: 'Call', dueDate: '2026-11-03' },
      appointments: { title: 'Viewing', start: '2026-11-03T10:00:00Z', end: '2026-11-03T10:30:00Z', invitees },
      peopleRelationships: { personId: id, type: 'Spouse', firstName: 'Second' },
    };
    for (const [kind, body] of Object.entries(bodies)) {
      const made = await call('POST', `/v1/${kind}`, body);
      const record = await bodyOf(made);
      expect([kind, made.status, record]).toMatchObject([kind, 201, body]);
      expect(await bodyOf(await call('GET', `/v1/${kind}?personId=${id}`))).toMatchObject({ _metadata: { total: 1 } });
      expect((await call('PUT', `/v1/${kind}/${record.id}`, {})).status).toBe(200);
      expect((await call('DELETE', `/v1/${kind}/${record.id}`)).status).toBe(200);
      expect((await call('GET', `/v1/${kind}/${record.id}`)).status).toBe(404);
    }
    expect((await call('POST', '/v1/notes', { personId: 999, body: 'x' })).status).toBe(404);
    expect((await call('POST', '/v1/appointments', { title: 'x' })).status).toBe(400);
  });
});

describe('X10: limits, webhooks and faults of the Follow Up Boss twin', () => {
  it('X10: demands the API key, and counts in a sliding window that leads are not subject to', async () => {
    expect((await call('GET', '/v1/people', undefined, { authorization: 'Basic d3Jvbmc6' })).status).toBe(401);
    await twin.close();
    await receiver.close();
    await start({ limits: { requestsPerTenSeconds: 4 } });
    const first = await call('GET', '/v1/people');
    expect(['limit', 'remaining', 'window', 'context'].map((name) => first.headers.get(`x-ratelimit-${name}`))).toEqual([
      '4',
      '3',
      '10',
      'global',
    ]);
    clock.forward(6_000);
    for (let i = 0; i < 3; i++) await call('GET', '/v1/people');
    const refused = await call('GET', '/v1/people');
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('x-ratelimit-remaining')]).toEqual([429, '4', '0']);
    expect((await post('Registration')).status).toBe(201);
    clock.forward(4_000);
    expect((await call('GET', '/v1/people')).status).toBe(200);
  });

  it('X10: without a system key only half is allowed', async () => {
    const answer = await call('GET', '/v1/people', undefined, { 'x-system-key': 'unknown' });
    expect(answer.headers.get('x-ratelimit-limit')).toBe('125');
  });

  it('X10: webhooks are signed with HMAC-SHA256 over the base64 of the body; a changed body fails', async () => {
    await post('Registration');
    await twin.deliverDue();
    const [got] = receiver.received;
    const signature = (raw: string) =>
      createHmac('sha256', twin.credentials.systemKey).update(Buffer.from(raw).toString('base64')).digest('hex');
    expect(got?.headers['fub-signature']).toBe(signature(got?.raw ?? ''));
    expect(got?.headers['fub-signature']).not.toBe(signature((got?.raw ?? '').replace('Created', 'Deleted')));
  });

  it('X10: webhooks name the records and where to read them, never what is in them', async () => {
    const { id } = await bodyOf(await post('Registration'));
    twin.act({ do: 'change', kind: 'people', id: String(id), values: { stage: 'Closed', tags: ['done'] } });
    await twin.deliverDue();
    expect(receiver.received.map(({ body }) => [body['event'], body['data']])).toEqual([
      ['peopleCreated', undefined],
      ['eventsCreated', undefined],
      ['peopleUpdated', undefined],
      ['peopleTagsCreated', { tags: ['done'] }],
      ['peopleStageUpdated', { stage: 'Closed' }],
    ]);
    const [first] = receiver.received;
    expect(Object.keys(first?.body ?? {})).toEqual(['eventId', 'eventCreated', 'event', 'resourceIds', 'uri']);
    expect(first?.body).toMatchObject({ resourceIds: [id], eventCreated: '2026-11-02T09:00:00+00:00' });
    const path = String(first?.body['uri']).slice(url.length);
    expect(await bodyOf(await call('GET', path))).toMatchObject({ people: [{ id, stage: 'Closed' }] });
  });

  it('X10: webhooks are tried five times more, and end with a 410', async () => {
    receiver.answerWith(500, 400, 503, 503, 503, 503);
    twin.act({ do: 'create', kind: 'notes', values: { body: 'x' } });
    await twin.deliverDue();
    for (let due = twin.nextDueAt(); due; due = twin.nextDueAt()) {
      clock.to(due);
      await twin.deliverDue();
    }
    expect(receiver.received).toHaveLength(6);
    receiver.answerWith(410);
    twin.act({ do: 'create', kind: 'notes', values: { body: 'x' } });
    await twin.deliverDue();
    twin.act({ do: 'create', kind: 'notes', values: { body: 'y' } });
    await twin.deliverDue();
    expect(receiver.received).toHaveLength(7);
  });

  it('X10: async-creates keeps a new person from other routes for a while, but not from the next event', async () => {
    twin.plan({ 'async-creates': 1 });
    const { id } = await bodyOf(await post('Registration'));
    expect((await call('POST', '/v1/notes', { personId: id, body: 'x' })).status).toBe(404);
    expect((await post('Viewed Property')).status).toBe(200);
    clock.forward(2_000);
    expect((await call('POST', '/v1/notes', { personId: id, body: 'x' })).status).toBe(201);
  });

  it('X10: revoked is 401 for ever, and errors speak the vendor’s words', async () => {
    twin.plan({ revoked: 1 });
    expect([(await post('Registration')).status, await bodyOf(await call('GET', '/v1/people'))]).toMatchObject([
      401,
      { errorMessage: expect.any(String) },
    ]);
    expect(() => twin.plan({ 'expired-tokens': 1 })).toThrow(/no such fault here/);
  });
});
