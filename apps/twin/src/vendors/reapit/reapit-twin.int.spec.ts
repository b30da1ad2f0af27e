import { VirtualClock } from '../ground/trial/clock';
import { ReapitTwin, type ReapitOptions } from './reapit-twin';
import { aContact, anApplicant, anEnquiry, answerOfToken, idIn, signedIn, type ReapitClient } from './trial-client';

let twin: ReapitTwin;
let clock: VirtualClock;
let client: ReapitClient;

async function start(options: ReapitOptions = {}): Promise<void> {
  clock = new VirtualClock();
  twin = new ReapitTwin({ seed: 'spec', now: clock.now, limits: { requestsPerSecond: 1_000 }, ...options });
  const { url } = await twin.listen();
  client = await signedIn(twin, url);
}

afterEach(() => twin.close());

const made = async (path: string, body: unknown): Promise<string> => idIn(await client.call('POST', path, body));
const read = async (path: string): Promise<Record<string, unknown>> => Object(await (await client.call('GET', path)).json());
const fieldsOf = async (response: Response): Promise<unknown[]> =>
  Object(await response.json()).errors.map(({ field }: { field: string }) => field);

describe('X10: signing in at the Reapit twin', () => {
  beforeEach(() => start());

  it('X10: gives a token for an hour to client credentials, and to nothing else', async () => {
    expect(await (await answerOfToken(twin, client.url)).json()).toMatchObject({ token_type: 'Bearer', expires_in: 3_600 });
    expect((await answerOfToken(twin, client.url, 'password')).status).toBe(400);
    expect((await answerOfToken(twin, client.url, undefined, 'wrong')).status).toBe(400);
    expect((await client.call('GET', '/offices')).status).toBe(200);
    clock.forward(3_600_000);
    expect((await client.call('GET', '/offices')).status).toBe(401);
  });

  it('X10: demands the version, and a customer that installed the application', async () => {
    expect((await client.call('GET', '/offices', undefined, { 'api-version': 'latest' })).status).toBe(400);
    expect((await client.call('GET', '/offices', undefined, { 'reapit-customer': 'NOBODY' })).status).toBe(403);
    expect((await client.call('GET', '/offices', undefined, { authorization: 'Bearer wrong' })).status).toBe(401);
  });

  it('X10: ids mean something for one customer only', async () => {
    const id = await made('/contacts', aContact);
    const sandbox = { 'reapit-customer': 'SBOX' };
    expect((await client.call('GET', `/contacts/${id}`, undefined, sandbox)).status).toBe(404);
    expect(idIn(await client.call('POST', '/contacts', { ...aContact, surname: 'Other' }, sandbox))).toBe(id);
    expect([twin.records('contacts')[0]?.['surname'], twin.records('contacts', 'SBOX')[0]?.['surname']]).toEqual(['Family', 'Other']);
  });
});

describe('X10: records at the Reapit twin', () => {
  beforeEach(() => start());

  it('X10: a create answers 201 and where it is, without a body; reads have an ETag and null where nothing is set', async () => {
    const answer = await client.call('POST', '/contacts', aContact);
    expect([answer.status, await answer.text()]).toEqual([201, '']);
    const got = await client.call('GET', `/contacts/${idIn(answer)}`);
    const body = Object(await got.json());
    expect(body).toMatchObject({
      surname: 'Family',
      modified: null,
      workPhone: null,
      active: true,
      _links: { self: { href: `/contacts/${body.id}` } },
    });
    expect(got.headers.get('etag')).toBe(body._eTag);
    expect((await client.call('GET', `/contacts/${body.id}`, undefined, { 'if-none-match': body._eTag })).status).toBe(304);
  });

  it('X10: an update needs the present ETag: 204, or 412', async () => {
    const id = await made('/contacts', aContact);
    const { _eTag: etag } = await read(`/contacts/${id}`);
    const patch = (headers: Record<string, string>) => client.call('PATCH', `/contacts/${id}`, { forename: 'Changed' }, headers);
    expect((await patch({})).status).toBe(412);
    expect((await patch({ 'if-match': String(etag) })).status).toBe(204);
    expect((await patch({ 'if-match': String(etag) })).status).toBe(412);
    expect(await read(`/contacts/${id}`)).toMatchObject({ forename: 'Changed', surname: 'Family', modified: '2026-11-02T09:00:00.000Z' });
  });

  it('X10: a bad body is 422 and names every field that is wrong', async () => {
    const bad = {
      forename: 1,
      marketingConsent: 'maybe',
      officeIds: ['NONE'],
      negotiatorIds: ['HBN'],
      dateOfBirth: '1.2.1990',
      nickname: 'A',
    };
    const answer = await client.call('POST', '/contacts', bad);
    expect(answer.status).toBe(422);
    expect(await fieldsOf(answer)).toEqual(
      expect.arrayContaining(['forename', 'surname', 'marketingConsent', 'dateOfBirth', 'nickname', 'email', 'mobilePhone', 'officeIds']),
    );
    expect(twin.records('contacts')).toEqual([]);
  });

  it('X10: what is no JSON is 400, what is too large 413, an unknown path 404, another method 405', async () => {
    const raw = (body: string) => fetch(`${client.url}/contacts`, { method: 'POST', headers: headersOf(client), body });
    expect((await raw('{')).status).toBe(400);
    expect((await raw(JSON.stringify({ surname: 'x'.repeat(1024 * 1024) }))).status).toBe(413);
    expect((await client.call('GET', '/castles')).status).toBe(404);
    expect((await client.call('POST', '/vendors', {})).status).toBe(405);
    expect((await client.call('POST', '/offices', {})).status).toBe(405);
  });

  it('X10: lists come in pages with their totals and links', async () => {
    for (let i = 0; i < 3; i++) await made('/contacts', { ...aContact, email: `a${i}@example.com` });
    expect(await read('/contacts/?pageSize=2&pageNumber=2')).toMatchObject({
      pageNumber: 2,
      pageSize: 2,
      pageCount: 1,
      totalPageCount: 2,
      totalCount: 3,
      _embedded: [{ email: 'a2@example.com' }],
      _links: { previous: { href: '/contacts/?pageSize=2&pageNumber=1' } },
    });
    expect((await client.call('GET', '/contacts?pageSize=101&pageNumber=0')).status).toBe(422);
  });

  it('X10: lists are swept by modifiedFrom, journal entries by createdFrom alone', async () => {
    const id = await made('/contacts', aContact);
    await made('/journalEntries', { associatedType: 'contact', associatedId: id, description: 'Viewed a page' });
    clock.forward(60_000);
    expect(await read('/contacts?modifiedFrom=2026-11-02T09:00:30Z')).toMatchObject({ totalCount: 0 });
    expect(await read('/journalEntries?modifiedFrom=2026-11-02T09:00:30Z')).toMatchObject({ totalCount: 1 });
    expect(await read('/journalEntries?createdFrom=2026-11-02T09:00:30Z')).toMatchObject({ totalCount: 0 });
    expect((await client.call('GET', '/contacts?modifiedFrom=yesterday')).status).toBe(422);
  });

  it('X10: an applicant is found by metadata and shows who is related', async () => {
    const contactId = await made('/contacts', aContact);
    await made('/applicants', anApplicant(contactId));
    const filter = encodeURIComponent("metadata.personId $eq 'p-1'");
    expect(await read(`/applicants?metadata=${filter}`)).toMatchObject({
      totalCount: 1,
      _embedded: [{ related: [{ id: contactId, name: 'Ms Given Family', email: 'ann@example.com' }], renting: null }],
    });
    expect((await client.call('GET', '/applicants?metadata=personId')).status).toBe(400);
  });

  it('X10: an applicant needs a budget and somebody', async () => {
    const answer = await client.call('POST', '/applicants', { ...anApplicant('x'), buying: {}, related: [] });
    expect(await fieldsOf(answer)).toEqual(['buying.priceFrom', 'buying.priceTo', 'related']);
    expect(await fieldsOf(await client.call('POST', '/applicants', anApplicant('nobody')))).toEqual(['related[0].associatedId']);
  });

  it('X10: many journal entries are made at once, or none', async () => {
    const entry = { typeId: 'WEB', description: 'Visited', negotiatorId: 'HBN' };
    const answer = await client.call('POST', '/journalEntries/bulk', {
      createJournalEntry: [entry, { ...entry, negotiatorId: 'NONE' }, { typeId: 'WEB' }],
    });
    expect(await fieldsOf(answer)).toEqual(['createJournalEntry[2].description', 'createJournalEntry[1].negotiatorId']);
    expect((await client.call('POST', '/journalEntries/bulk', { createJournalEntry: [entry, entry] })).status).toBe(201);
    expect(twin.records('journalEntries')).toHaveLength(2);
  });

  it('X10: an appointment takes a follow-up when it is updated, not when it is made', async () => {
    const visit = { start: '2026-11-03T10:00:00Z', end: '2026-11-03T10:30:00Z', typeId: 'VW', negotiatorIds: ['HBN'], officeIds: ['HBR'] };
    const followUp = { responseId: 'LI', notes: 'Liked the garden' };
    expect(await fieldsOf(await client.call('POST', '/appointments', { ...visit, end: '2026-11-03T09:00:00Z', followUp }))).toEqual([
      'followUp',
      'end',
    ]);
    const id = await made('/appointments', visit);
    const { _eTag: etag } = await read(`/appointments/${id}`);
    expect((await client.call('PATCH', `/appointments/${id}`, { followUp }, { 'if-match': String(etag) })).status).toBe(204);
    expect(await read(`/appointments/${id}`)).toMatchObject({ followUp, cancelled: false });
  });

  it('X10: an appointment shows who comes, keeps them when only their word is given, and has the date of its follow-up', async () => {
    const contactId = await made('/contacts', aContact);
    const visit = { start: '2026-11-03T10:00:00Z', end: '2026-11-03T10:30:00Z', typeId: 'VW', followUpOn: '2026-11-04' };
    const id = await made('/appointments', { ...visit, attendee: { id: contactId, type: 'contact' } });
    const before = await read(`/appointments/${id}`);
    expect(before).toMatchObject({
      attendee: { id: contactId, contacts: [{ forename: 'Given' }] },
      followUp: { due: '2026-11-04', notes: null },
    });
    await client.call('PATCH', `/appointments/${id}`, { attendee: { confirmed: true } }, { 'if-match': String(before['_eTag']) });
    expect(await read(`/appointments/${id}`)).toMatchObject({ attendeeConfirmed: true, attendee: { id: contactId } });
  });

  it('X10: relationships of an applicant are added and removed', async () => {
    const [one, two] = [await made('/contacts', aContact), await made('/contacts', { ...aContact, email: 'bob@example.com' })];
    const id = await made('/applicants', anApplicant(one));
    await client.call('POST', `/applicants/${id}/relationships`, { associatedId: two, associatedType: 'contact', isMain: true });
    expect(await read(`/applicants/${id}/relationships`)).toMatchObject({
      totalCount: 2,
      _embedded: [{ associatedId: two, isMain: true }, { associatedId: one }],
    });
    expect((await client.call('DELETE', `/applicants/${id}/relationships/${one}`)).status).toBe(204);
    expect((await client.call('DELETE', `/applicants/${id}/relationships/${one}`)).status).toBe(404);
  });

  it('X10: a contact tells what it is to the agency', async () => {
    const contactId = await made('/contacts', aContact);
    const applicantId = await made('/applicants', anApplicant(contactId));
    expect(await read(`/contacts/${contactId}/relationships`)).toMatchObject({
      totalCount: 1,
      _embedded: [{ contactId, associatedType: 'applicant', associatedId: applicantId, fromArchive: false }],
    });
    expect((await client.call('GET', '/contacts/nobody/relationships')).status).toBe(404);
  });

  it('X10: an applicant brings its areas and a landlord the properties where they are asked for', async () => {
    const contactId = await made('/contacts', aContact);
    const area = await made('/areas', { name: 'Quays', type: 'postcodes', area: ['AB1'] });
    const id = await made('/applicants', { ...anApplicant(contactId), locationType: 'areas', locationOptions: [area] });
    expect(await read(`/applicants/${id}?embed=areas`)).toMatchObject({ _embedded: { areas: [{ id: area, area: ['AB1'] }] } });
    expect(await read(`/applicants/${id}`)).toMatchObject({ _embedded: null });
    const landlord = await made('/landlords', { officeId: 'HBR', related: [{ associatedId: contactId, associatedType: 'contact' }] });
    twin.act({ do: 'change', kind: 'properties', id: 'HBR210002', values: { letting: { rent: 1_450, landlordId: landlord } } });
    expect(await read('/landlords?embed=properties')).toMatchObject({ _embedded: [{ _embedded: { properties: [{ id: 'HBR210002' }] } }] });
  });

  it('X10: configuration comes as plain lists, departments with their options', async () => {
    expect(await read('/configuration/appointmentTypes')).toMatchObject([{ id: 'VW', value: 'Viewing' }, { id: 'VL' }]);
    expect(await read('/departments')).toMatchObject({ _embedded: [{ id: 'G', typeOptions: expect.arrayContaining(['house']) }] });
  });

  it('X10: a landlord can be made, a vendor only by the agent, with the id of the property', async () => {
    const contactId = await made('/contacts', aContact);
    const related = [{ associatedId: contactId, associatedType: 'contact' }];
    const landlord = await client.call('POST', '/landlords', { officeId: 'HBR', related });
    expect(landlord.status).toBe(201);
    twin.act({ do: 'create', kind: 'vendors', values: { propertyId: 'HBR210001', related, officeIds: ['HBR'] } });
    expect(await read('/vendors/HBR210001')).toMatchObject({ id: 'HBR210001', propertyId: 'HBR210001', related: [{ id: contactId }] });
  });
});

describe('X10: what Reapit does every day', () => {
  it('X10: unknown list values are dropped without a word, unless that is switched off', async () => {
    await start();
    const contactId = await made('/contacts', aContact);
    const body = { ...anApplicant(contactId), type: ['house', 'castle'] };
    expect((await client.call('POST', '/applicants', body)).status).toBe(201);
    expect(twin.records('applicants')).toMatchObject([{ type: ['house'] }]);
    twin.plan({ 'drops-values': 0 });
    expect(await fieldsOf(await client.call('POST', '/applicants', body))).toEqual(['type']);
  });

  it('X10: a handled enquiry vanishes from the API, unless that is switched off', async () => {
    await start();
    const id = await made('/enquiries', anEnquiry);
    expect(await read(`/enquiries/${id}`)).toMatchObject({ id: Number(id), status: 'pending', renting: null });
    twin.act({ do: 'change', kind: 'enquiries', id, values: { status: 'added' } });
    expect((await client.call('GET', `/enquiries/${id}`)).status).toBe(404);
    expect(await read('/enquiries')).toMatchObject({ totalCount: 0 });
    expect(twin.records('enquiries')).toMatchObject([{ status: 'added' }]);
    twin.plan({ vanishing: 0 });
    expect((await client.call('GET', `/enquiries/${id}`)).status).toBe(200);
  });

  it('X10: an accepted enquiry becomes a contact and an applicant with what little it carried', async () => {
    await start();
    const id = await made('/enquiries', anEnquiry);
    twin.act({ do: 'change', kind: 'enquiries', id, values: { status: 'added' } });
    const [contact] = twin.records('contacts');
    expect(contact).toMatchObject({ surname: 'Family', email: 'ann@example.com' });
    expect(twin.records('applicants')).toMatchObject([
      { marketingMode: 'buying', bedroomsMin: 2, type: null, related: [{ id: contact?.['id'] }] },
    ]);
    expect(twin.records('enquiries')).toMatchObject([{ applicantId: twin.records('applicants')[0]?.['id'] }]);
  });

  it('X10: areas are read latitude first', async () => {
    await start();
    const id = await made('/areas', { name: 'Quays', type: 'polygon', area: ['51.5,-0.1', '51.6,-0.1', '51.6,0.1'], departmentIds: ['G'] });
    expect(twin.areaOnMap(id)?.coordinates[0]?.[0]).toEqual([-0.1, 51.5]);
    twin.plan({ 'lat-long': 0 });
    expect(twin.areaOnMap(id)?.coordinates[0]?.[0]).toEqual([51.5, -0.1]);
    expect(await fieldsOf(await client.call('POST', '/areas', { name: 'Q', type: 'polygon', area: ['51.5', 'x,y', '1,2'] }))).toEqual([
      'area[0]',
      'area[1]',
    ]);
  });

  it('X10: an archived contact takes no updates and is seen only by who asks for it', async () => {
    await start();
    const id = await made('/contacts', aContact);
    twin.act({ do: 'change', kind: 'contacts', id, values: { fromArchive: true } });
    const { _eTag: etag } = await read(`/contacts/${id}`);
    expect((await client.call('PATCH', `/contacts/${id}`, { forename: 'A' }, { 'if-match': String(etag) })).status).toBe(422);
    expect(await read('/contacts')).toMatchObject({ totalCount: 0 });
    expect(await read('/contacts?fromArchive=true')).toMatchObject({ totalCount: 1 });
  });

  it('X10: 20 requests a second, and more are told when to come again', async () => {
    await start({ limits: {} });
    const statuses: number[] = [];
    for (let i = 0; i < 21; i++) statuses.push((await client.call('GET', '/offices')).status);
    expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([20, 429]);
    clock.forward(1_000);
    expect((await client.call('GET', '/offices')).status).toBe(200);
  });

  it('X10: five requests at once for one customer', async () => {
    await start({ faults: { slow: 1 }, slowMs: 150 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.call('GET', '/offices')));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(5);
  });
});

function headersOf({ token }: ReapitClient): Record<string, string> {
  return { authorization: `Bearer ${token}`, 'api-version': '2020-01-31', 'reapit-customer': 'HHL', 'content-type': 'application/json' };
}
