import { createPublicKey, verify } from 'node:crypto';
import { VirtualClock } from '../ground/trial/clock';
import { Receiver } from '../ground/trial/receiver';
import { GoHighLevelTwin, type GoHighLevelOptions } from './gohighlevel-twin';

let twin: GoHighLevelTwin;
let clock: VirtualClock;
let receiver: Receiver;
let url: string;

async function start(options: GoHighLevelOptions = {}): Promise<void> {
  clock = new VirtualClock();
  receiver = new Receiver();
  twin = new GoHighLevelTwin({ seed: 'spec', now: clock.now, webhook: { url: await receiver.listen() }, ...options });
  ({ url } = await twin.listen());
}

afterEach(async () => {
  await twin.close();
  await receiver.close();
});

function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const fixed = { authorization: `Bearer ${twin.credentials.token}`, version: '2021-07-28', 'content-type': 'application/json' };
  return fetch(url + path, { method, headers: { ...fixed, ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

const bodyOf = async (answer: Response) => Object(await answer.json());
const ann = () => ({
  firstName: 'Given',
  lastName: 'Family',
  email: 'ann@example.com',
  phone: '+1 555 0100',
  locationId: twin.credentials.locationId,
});
const upserted = async (body: unknown) => bodyOf(await call('POST', '/contacts/upsert', body));
const token = (form: Record<string, string>): Promise<Response> => {
  const { clientId: client_id, clientSecret: client_secret } = twin.credentials;
  const body = new URLSearchParams({ client_id, client_secret, ...form }).toString();
  return fetch(`${url}/oauth/token`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
};

describe('X10: signing in at the HighLevel twin', () => {
  beforeEach(() => start());

  it('X10: demands a token and a Version, whichever it is', async () => {
    expect((await call('GET', '/opportunities/pipelines', undefined, { version: '2023-02-21' })).status).toBe(200);
    expect(await (await call('GET', '/opportunities/pipelines', undefined, { version: '' })).json()).toMatchObject({
      message: 'version header was not found.',
    });
    expect((await call('GET', '/opportunities/pipelines', undefined, { authorization: 'Bearer wrong' })).status).toBe(401);
  });

  it('X10: changes a code once for tokens, and each refresh token once for the next', async () => {
    const first = await bodyOf(await token({ grant_type: 'authorization_code', code: twin.credentials.code }));
    expect(first).toMatchObject({ token_type: 'Bearer', expires_in: 86_399, locationId: twin.credentials.locationId });
    expect((await token({ grant_type: 'authorization_code', code: twin.credentials.code })).status).toBe(400);
    const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
    const next = await bodyOf(await token(refresh));
    expect((await token(refresh)).status).toBe(400);
    expect((await call('GET', '/opportunities/pipelines', undefined, { authorization: `Bearer ${next.access_token}` })).status).toBe(200);
    expect((await token({ grant_type: 'refresh_token', client_secret: 'wrong' })).status).toBe(401);
  });

  it('X10: takes 100 requests in ten seconds and counts them in every answer', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 101; i++) statuses.push((await call('GET', '/users?locationId=' + twin.credentials.locationId)).status);
    expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([100, 429]);
    clock.forward(10_000);
    const answer = await call('GET', '/opportunities/pipelines');
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('99');
    expect(answer.headers.get('x-ratelimit-max')).toBe('100');
  });

  it('X10: keeps to the location of its token', async () => {
    expect((await call('POST', '/contacts/upsert', { ...ann(), locationId: 'another' })).status).toBe(403);
  });
});

describe('X10: contacts at the HighLevel twin', () => {
  it('X10: an upsert makes a contact, or changes the one it matches', async () => {
    await start();
    const made = await upserted(ann());
    expect(made).toMatchObject({
      new: true,
      traceId: expect.any(String),
      contact: { name: 'Given Family', emailLowerCase: 'ann@example.com', tags: [] },
    });
    const again = await upserted({ ...ann(), email: 'ANN@example.com', city: 'Springfield', tags: ['Buyer'] });
    expect(again).toMatchObject({ new: false, contact: { id: made.contact.id, city: 'Springfield', tags: ['buyer'] } });
    expect((await bodyOf(await call('GET', `/contacts/${made.contact.id}`))).contact).toMatchObject({ city: 'Springfield' });
  });

  it('X10: where e-mail and telephone find two contacts the first of the setting is changed, and keeps its own telephone', async () => {
    await start();
    const one = await upserted({ ...ann(), phone: '+1 555 0101' });
    const two = await upserted({ ...ann(), email: 'bob@example.com', firstName: 'Second' });
    expect(await upserted(ann())).toMatchObject({ new: false, contact: { id: one.contact.id, phone: '+1 555 0101' } });
    expect((await bodyOf(await call('GET', `/contacts/${two.contact.id}`))).contact).toMatchObject({
      phone: '+1 555 0100',
      firstName: 'Second',
    });
  });

  it('X10: a plain create of a duplicate is refused with the contact it would double, unless duplicates are allowed', async () => {
    await start();
    const { contact } = await bodyOf(await call('POST', '/contacts/', ann()));
    const refused = await call('POST', '/contacts/', ann());
    expect([refused.status, await refused.json()]).toMatchObject([400, { meta: { contactId: contact.id, matchingField: 'email' } }]);
    await twin.close();
    await receiver.close();
    await start({ duplicates: { allowed: true, order: ['email', 'phone'] } });
    await upserted(ann());
    expect(await upserted(ann())).toMatchObject({ new: false });
    expect(await upserted({ ...ann(), createNewIfDuplicateAllowed: true })).toMatchObject({ new: true });
  });

  it('X10: a bad body is 422 and says everything that is wrong', async () => {
    await start();
    const answer = await call('POST', '/contacts/upsert', { firstName: 1, nickname: 'A', dndSettings: { SMS: { status: 'maybe' } } });
    expect([answer.status, (await bodyOf(answer)).message]).toEqual([
      422,
      [
        'property nickname should not exist',
        'firstName must be a string',
        'dndSettings.SMS.status must be one of the following values: active, inactive, permanent',
        'locationId should not be empty',
      ],
    ]);
    expect((await call('GET', '/contacts/nobody')).status).toBe(400);
  });

  it('X10: do-not-disturb is set channel by channel, the others stay', async () => {
    await start();
    const { contact } = await upserted({ ...ann(), dndSettings: { SMS: { status: 'active' } } });
    const answer = await bodyOf(await call('PUT', `/contacts/${contact.id}`, { dndSettings: { Email: { status: 'active' } } }));
    expect(answer).toMatchObject({ succeded: true, contact: { dndSettings: { SMS: { status: 'active' }, Email: { status: 'active' } } } });
  });

  it('X10: custom values go to fields the location has; another is refused, or dropped under drops-values', async () => {
    await start();
    const [field] = (await bodyOf(await call('GET', `/locations/${twin.credentials.locationId}/customFields?model=contact`))).customFields;
    const withValues = (id: string) => ({
      ...ann(),
      customFields: [
        { id: field.id, field_value: 3 },
        { id, field_value: 'x' },
      ],
    });
    expect((await call('POST', '/contacts/upsert', withValues('none'))).status).toBe(400);
    twin.plan({ 'drops-values': 1 });
    expect((await upserted(withValues('none'))).contact.customFields).toEqual([{ id: field.id, value: 3 }]);
  });

  it('X10: tags, notes and tasks hang on a contact', async () => {
    await start();
    const { id } = (await upserted(ann())).contact;
    expect(await (await call('POST', `/contacts/${id}/tags`, { tags: ['A', 'b'] })).json()).toEqual({ tags: ['a', 'b'] });
    expect(await (await call('DELETE', `/contacts/${id}/tags`, { tags: ['a'] })).json()).toEqual({ tags: ['b'] });
    const note = await bodyOf(await call('POST', `/contacts/${id}/notes`, { body: 'Saw a house' }));
    expect(note).toMatchObject({ note: { body: 'Saw a house', contactId: id } });
    expect(await (await call('PUT', `/contacts/${id}/notes/${note.note.id}`, { body: 'Two' })).json()).toMatchObject({
      note: { body: 'Two' },
    });
    const made = await call('POST', `/contacts/${id}/tasks`, { title: 'Call', dueDate: '2026-11-03T09:00:00Z', completed: false });
    const { task } = await bodyOf(made);
    expect(made.status).toBe(201);
    expect(await (await call('PUT', `/contacts/${id}/tasks/${task.id}/completed`, { completed: true })).json()).toMatchObject({
      task: { completed: true },
    });
    expect(await (await call('DELETE', `/contacts/${id}/tasks/${task.id}`)).json()).toEqual({ succeded: true });
    expect((await call('GET', `/contacts/${id}/tasks/${task.id}`)).status).toBe(400);
  });

  it('X10: contacts are listed, searched since a change, and looked up as duplicates', async () => {
    await start();
    await upserted(ann());
    clock.forward(60_000);
    await upserted({ ...ann(), email: 'bob@example.com', phone: '+1 555 0102', firstName: 'Second' });
    const { locationId } = twin.credentials;
    expect(await (await call('GET', `/contacts/?locationId=${locationId}&query=second`)).json()).toMatchObject({
      count: 1,
      contacts: [{ email: 'bob@example.com' }],
    });
    const filters = [{ field: 'dateUpdated', operator: 'range', value: { gt: '2026-11-02T09:00:30Z' } }];
    expect(await (await call('POST', '/contacts/search', { locationId, page: 1, pageLimit: 10, filters })).json()).toMatchObject({
      total: 1,
    });
    const found = await call('GET', `/contacts/search/duplicate?locationId=${locationId}&email=${encodeURIComponent('ann@example.com')}`);
    expect(await found.json()).toMatchObject({ contact: { firstName: 'Given' } });
  });
});

describe('X10: deals, diary and ties at the HighLevel twin', () => {
  let contactId: string;
  beforeEach(async () => {
    await start();
    contactId = (await upserted(ann())).contact.id;
  });

  it('X10: an opportunity stands in a stage of its pipeline', async () => {
    const { locationId } = twin.credentials;
    const [pipeline, other] = (await bodyOf(await call('GET', `/opportunities/pipelines?locationId=${locationId}`))).pipelines;
    const body = { pipelineId: pipeline.id, pipelineStageId: pipeline.stages[0].id, locationId, name: 'A deal', status: 'open', contactId };
    expect((await call('POST', '/opportunities/', { ...body, pipelineStageId: other.stages[0].id })).status).toBe(400);
    const { opportunity } = await bodyOf(await call('POST', '/opportunities/', body));
    expect(opportunity).toMatchObject({ name: 'A deal', contact: { id: contactId, email: 'ann@example.com' } });
    expect(await (await call('PUT', `/opportunities/${opportunity.id}/status`, { status: 'won' })).json()).toEqual({ succeded: true });
    expect(await (await call('GET', `/opportunities/search?location_id=${locationId}&status=won`)).json()).toMatchObject({
      meta: { total: 1 },
    });
    const followers = { followers: [], isRemoveAllFollowers: false, followersActionType: 'add' };
    const upsert = await call('POST', '/opportunities/upsert', {
      id: opportunity.id,
      pipelineId: pipeline.id,
      locationId,
      name: 'B',
      ...followers,
    });
    expect(await upsert.json()).toMatchObject({ new: false, opportunity: { name: 'B', status: 'won' } });
  });

  it('X10: an appointment is made, moved, noted and cancelled', async () => {
    const body = {
      calendarId: 'CalendarViewings0001',
      locationId: twin.credentials.locationId,
      contactId,
      startTime: '2026-11-03T10:00:00Z',
    };
    const made = await bodyOf(await call('POST', '/calendars/events/appointments', body));
    expect(made).toMatchObject({ contactId, appointmentStatus: 'new' });
    expect(await (await call('PUT', `/calendars/events/appointments/${made.id}`, { appointmentStatus: 'cancelled' })).json()).toMatchObject(
      { appointmentStatus: 'cancelled' },
    );
    expect((await call('POST', `/calendars/appointments/${made.id}/notes`, { body: 'Liked it' })).status).toBe(201);
    expect(await (await call('GET', `/calendars/appointments/${made.id}/notes?limit=10&offset=0`)).json()).toMatchObject({
      notes: [{ body: 'Liked it', contactId }],
      hasMore: false,
    });
    expect(await (await call('GET', `/contacts/${contactId}/appointments`)).json()).toMatchObject({ events: [{ id: made.id }] });
    expect((await call('DELETE', `/calendars/events/${made.id}`)).status).toBe(201);
  });

  it('X10: two contacts are tied by an association', async () => {
    const { locationId } = twin.credentials;
    const other = (await upserted({ ...ann(), email: 'bob@example.com', phone: '+1 555 0102' })).contact.id;
    const kind = {
      locationId,
      key: 'household',
      firstObjectLabel: 'Member',
      firstObjectKey: 'contact',
      secondObjectLabel: 'Member',
      secondObjectKey: 'contact',
    };
    const association = await bodyOf(await call('POST', '/associations/', kind));
    expect((await call('POST', '/associations/', kind)).status).toBe(400);
    const relation = { locationId, associationId: association.id, firstRecordId: contactId, secondRecordId: other };
    expect(await (await call('POST', '/associations/relations', relation)).json()).toMatchObject({ key: 'household' });
    const listed = await call('GET', `/associations/relations/${other}?locationId=${locationId}&skip=0&limit=10`);
    expect(await listed.json()).toMatchObject({ total: 1, relations: [{ firstRecordId: contactId }] });
  });
});

describe('X10: webhooks and faults of the HighLevel twin', () => {
  beforeEach(() => start());

  it('X10: are signed with Ed25519 over the raw body; a changed body fails', async () => {
    await upserted(ann());
    await twin.deliverDue();
    const [got] = receiver.received;
    const signature = Buffer.from(String(got?.headers['x-ghl-signature']), 'base64');
    const genuine = (raw: string) => verify(null, Buffer.from(raw), createPublicKey(twin.webhookKey), signature);
    expect([genuine(got?.raw ?? ''), genuine((got?.raw ?? '').replace('Given', 'Other'))]).toEqual([true, false]);
    expect(got?.body).toMatchObject({
      type: 'ContactCreate',
      locationId: twin.credentials.locationId,
      firstName: 'Given',
      webhookId: expect.any(String),
    });
  });

  it('X10: what somebody does in the screens is told as well', async () => {
    const { id } = (await upserted(ann())).contact;
    twin.act({ do: 'change', kind: 'contacts', id, values: { tags: ['vip'], dndSettings: { Email: { status: 'active' } } } });
    twin.act({ do: 'remove', kind: 'contacts', id });
    await twin.deliverDue();
    expect(receiver.received.map(({ body }) => body['type'])).toEqual([
      'ContactCreate',
      'ContactTagUpdate',
      'ContactDndUpdate',
      'ContactDelete',
    ]);
  });

  it('X10: are tried again after a 429 alone, ten minutes later and some', async () => {
    receiver.answerWith(429, 503);
    await upserted(ann());
    await twin.deliverDue();
    const waits = (twin.nextDueAt()?.getTime() ?? 0) - clock.now().getTime();
    expect(waits).toBeGreaterThanOrEqual(600_000);
    expect(waits).toBeLessThan(660_000);
    clock.forward(waits);
    await twin.deliverDue();
    expect(twin.webhooks).toMatchObject([{ state: 'given up', attempts: [{ status: 429 }, { status: 503 }] }]);
  });

  it('X10: expired-tokens ends a token, async-creates hides a new contact, ok-with-error speaks the vendor’s words', async () => {
    const { access_token: access } = await bodyOf(await token({ grant_type: 'client_credentials' }));
    twin.plan({ 'expired-tokens': 1 });
    const withToken = () => call('GET', '/opportunities/pipelines', undefined, { authorization: `Bearer ${access}` });
    expect([(await withToken()).status, (await withToken()).status]).toEqual([200, 401]);
    twin.plan({ 'async-creates': 1 });
    const { contact } = await upserted(ann());
    expect((await call('GET', `/contacts/${contact.id}`)).status).toBe(400);
    expect(await upserted(ann())).toMatchObject({ new: false, contact: { id: contact.id } });
    clock.forward(2_000);
    expect((await call('GET', `/contacts/${contact.id}`)).status).toBe(200);
    twin.plan({ 'ok-with-error': 1 });
    expect([await upserted(ann())]).toMatchObject([{ statusCode: 500, message: 'Internal Server Error' }]);
  });

  it('X10: has none of the faults of another vendor', () => {
    expect(() => twin.plan({ conflicts: 1 })).toThrow(/no such fault here: conflicts/);
  });
});
