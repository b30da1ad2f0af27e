import { randomUUID } from 'node:crypto';
import { leadDesk } from '#delivery';
import { personIdOf } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../../test/desk-database';
import { type RunningDesk, runDesk, type Visitor } from '../../../test/running-desk';
import { ann, home, square, tell } from '../../../test/told-events';
import type { PersonView } from '../person-view';
import type { SavedSearchView } from './wish-views';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let agent: Visitor;
const person = personIdOf('oak', 'site', 'ann');
const mine = { channel: 'sales', maxPrice: '300000', currency: 'GBP', minReceptions: 2, areas: [square, { ...square, label: 'Brixton' }] };

beforeEach(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  agent = await desk.signIn('oak', 'agent');
  await tell(
    db,
    { type: 'person.registered', data: ann },
    { type: 'search.saved', data: { searchId: 's 1/x', name: 'Mine', search: { ...mine, strength: 'explicit' } } },
  );
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

interface Said {
  type: string;
  subject: string;
  data: Record<string, unknown>;
}
const said = async (): Promise<Said[]> => {
  const rows: { event: string }[] = await db.query('select event from lead_desk.outbox order by seq');
  // As the desk wrote them.
  return rows.map(({ event }) => JSON.parse(event) as Said);
};
const record = async (): Promise<PersonView> => (await (await agent.get(`/api/people/${person}`)).json()) as PersonView;
const at = (searchId: string, id = person): string => `/api/people/${id}/searches/${encodeURIComponent(searchId)}`;
async function put(searchId: string, body: object, who = agent): Promise<{ status: number; body: SavedSearchView & Problems }> {
  desk.clock.goOn(1_000);
  const answer = await who.put(at(searchId), body);
  return { status: answer.status, body: (await answer.json()) as SavedSearchView & Problems };
}
interface Problems {
  problems: { path: string; message: string }[];
  now?: SavedSearchView;
}
const versionOf = async (searchId = 's 1/x'): Promise<string> =>
  (await record()).searches.find((one) => one.searchId === searchId)?.version ?? '';

test('P6, M20: an agent saves a search for a customer, once, however often it is sent, and the others hear it', async () => {
  const id = randomUUID();
  const lewes = { label: 'Lewes + 2 miles', kind: 'radius', centre: [0.0088, 50.8739], radiusMetres: 3219 };
  const body = {
    name: '  A garden ',
    search: { channel: 'lettings', maxPrice: '1500', priceFrequency: 'monthly', currency: 'GBP', areas: [lewes] },
    alert: { status: 'active', frequency: 'daily' },
  };
  const [first, again] = [await put(id, body), await put(id, body)];
  expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
  expect(first.body).toMatchObject({
    searchId: id,
    name: 'A garden',
    inWords: 'Property to rent, in Lewes + 2 miles, up to GBP 1,500 monthly',
    side: 'hand',
    alert: { status: 'active', frequency: 'daily' },
  });
  expect((await record()).searches).toHaveLength(2);
  // The desk never spoke of her: it first says whom it means.
  expect((await said()).map(({ type, subject }) => [type, subject])).toEqual([
    ['person.updated', person],
    ['search.saved', person],
  ]);
  const [introduced, saved] = await said();
  expect(introduced?.data).toEqual({ person: { externalIds: [{ system: 'site', id: 'ann' }] } });
  expect(saved?.data).toMatchObject({
    searchId: id,
    search: { strength: 'explicit', areas: [{ ...lewes, geometry: { type: 'Polygon' } }] },
    alert: { status: 'active', frequency: 'daily', changedBy: 'branch' },
  });
  expect((await record()).identities.map(({ participant }) => participant).sort()).toEqual([leadDesk, 'site']);
});

test('P6, M20: what the form does not show stays when an agent changes the website’s search, and areas stay by their place', async () => {
  const version = await versionOf();
  const [known] = (await record()).searches;
  const body = { version, name: 'Mine', search: { ...known?.criteria, maxPrice: '350000', areas: [{ keep: 1 }] } };
  expect((await put('s 1/x', body)).status).toBe(200);
  const updates = (await said()).filter(({ type }) => type === 'search.updated');
  expect(updates.map(({ data }) => data)).toEqual([
    { searchId: 's 1/x', name: 'Mine', search: { ...mine, maxPrice: '350000', areas: mine.areas.slice(1), strength: 'explicit' } },
  ]);
  expect((await record()).searches.map(({ criteria: { maxPrice }, side }) => [maxPrice, side])).toEqual([['350000', 'website']]);
});

test('P6, M19: of an alert alone the others hear that it changed, and of nothing changed, nothing', async () => {
  const search = { ...mine, areas: [{ keep: 0 }, { keep: 1 }] };
  await put('s 1/x', { version: await versionOf(), name: 'Mine', search, alert: { status: 'paused', frequency: 'weekly' } });
  await put('s 1/x', { version: await versionOf(), name: 'Mine', search, alert: { status: 'paused', frequency: 'weekly' } });
  expect((await said()).slice(1).map(({ type, data }) => [type, data])).toEqual([
    ['alert.changed', { searchId: 's 1/x', alert: { status: 'paused', frequency: 'weekly', changedBy: 'branch' } }],
  ]);
});

test('P6, M20: a search that is removed is removed once, and saved again under its id', async () => {
  const alert = { status: 'active', frequency: 'daily' };
  await tell(db, { type: 'alert.changed', data: { searchId: 's 1/x', alert } });
  const version = await versionOf();
  desk.clock.goOn(1_000);
  const remove = (): Promise<Response> => agent.delete(`${at('s 1/x')}?version=${version}&reason=found%20a%20home`);
  expect([(await remove()).status, (await remove()).status]).toEqual([200, 200]);
  expect((await record()).searches.map(({ removedAt }) => removedAt)).toEqual([desk.clock.now().toISOString()]);
  const back = await put('s 1/x', { version: await versionOf(), name: 'Mine', search: { ...mine, areas: [{ keep: 0 }] } });
  expect([back.status, back.body.removedAt]).toEqual([200, null]);
  expect((await said()).slice(1).map(({ type, data }) => [type, data['reason'] ?? data['alert']])).toEqual([
    ['search.removed', 'found a home'],
    // Whoever took it away has its alert no more.
    ['search.saved', alert],
  ]);
});

test('P6: who changes or removes a search that another changed meanwhile hears what it is now, and nothing is changed', async () => {
  const version = await versionOf();
  await put('s 1/x', { version, name: 'Mine', search: { ...mine, maxPrice: '350000' } });
  const stale = await put('s 1/x', { version, name: 'Mine', search: { ...mine, maxPrice: '310000' } });
  expect(stale.status).toBe(409);
  expect(stale.body.problems[0]?.message).toBe('Meanwhile it became: Property to buy, in Clapham, Brixton, up to GBP 350,000');
  expect(stale.body.now).toMatchObject({ version: await versionOf(), criteria: { maxPrice: '350000' } });
  expect((await agent.delete(`${at('s 1/x')}?version=${version}`)).status).toBe(409);
  expect((await put(randomUUID(), { version, search: mine })).status).toBe(409);
  expect((await said()).filter(({ type }) => type.startsWith('search.'))).toHaveLength(1);
});

test('P6: what an agent changes comes after what they saw, also where the website’s clock is ahead', async () => {
  const ahead = new Date(desk.clock.now().getTime() + 5 * 60_000).toISOString();
  await tell(db, {
    type: 'search.updated',
    time: ahead,
    data: { searchId: 's 1/x', search: { ...mine, maxPrice: '310000', strength: 'explicit' } },
  });
  const changed = await put('s 1/x', { version: await versionOf(), search: { ...mine, maxPrice: '320000' } });
  expect([changed.status, changed.body.criteria.maxPrice]).toEqual([200, '320000']);
  desk.clock.goOn(1_000);
  const removed = await agent.delete(`${at('s 1/x')}?version=${changed.body.version}`);
  expect(((await removed.json()) as SavedSearchView).removedAt).not.toBeNull();
});

test('P6: everything that is wrong with a search is said at once, and nobody hears of it', async () => {
  const answer = await put('s9', {
    search: {
      channel: 'swap',
      minPrice: '400000',
      maxPrice: '3',
      minBedrooms: 4,
      maxBedrooms: 2,
      areas: [{ keep: 0 }, { label: 'Pole', kind: 'radius', centre: [0, 89.99], radiusMetres: 5000 }, { label: '', kind: 'radius' }],
    },
    alert: { status: 'loud', frequency: 'daily' },
  });
  expect(answer.status).toBe(422);
  const paths = answer.body.problems.map(({ path }) => path);
  expect(new Set(paths)).toEqual(
    new Set([
      '/search/areas/0',
      '/search/areas/1',
      '/search/channel',
      '/search/currency',
      '/search/areas/2/label',
      '/search/areas/2/centre',
      '/search/areas/2/radiusMetres',
      '/search/areas/2/geometry',
      '/alert/status',
      '/search/maxPrice',
      '/search/maxBedrooms',
    ]),
  );
  expect(await said()).toEqual([]);
  expect((await agent.put(at('x'), { search: 'no' })).status).toBe(422);
  const deep = JSON.parse(`${'{"areas":'.repeat(20_000)}1${'}'.repeat(20_000)}`) as object;
  const tooDeep = await agent.put(at('x'), { search: deep });
  expect([tooDeep.status, ((await tooDeep.json()) as Problems).problems[0]?.message]).toEqual([
    422,
    'Send nothing nested deeper than 64 levels',
  ]);
});

test('I8: nobody changes what a person of another agency looks for, and only whoever works leads does', async () => {
  const elm = await desk.signIn('elm', 'agent');
  expect([
    (await elm.put(at('s9'), { search: mine })).status,
    (await elm.delete(`${at('s 1/x')}?version=x`)).status,
    (await elm.post(`/api/people/${person}/interests`, home('9'))).status,
    (await elm.delete(`/api/people/${person}/interests?system=site&property=9`)).status,
    (await agent.delete(`${at('unknown')}?version=x`)).status,
    (await (await desk.signIn('oak', 'integrator')).put(at('s9'), { search: mine })).status,
  ]).toEqual([404, 404, 404, 404, 404, 403]);
  expect([await (await elm.get('/api/areas?search=')).json(), await (await elm.get('/api/properties?search=')).json()]).toEqual([[], []]);
  expect(await said()).toEqual([]);
});

test('P9, M20: interest shown in branch is noted once and taken back once', async () => {
  const mill = home('9', '9 Mill Lane');
  const show = (): Promise<Response> => agent.post(`/api/people/${person}/interests`, { ...mill, how: 'call' });
  const withdraw = (): Promise<Response> => agent.delete(`/api/people/${person}/interests?system=site&property=9`);
  expect([(await withdraw()).status, (await show()).status, (await show()).status]).toEqual([204, 204, 204]);
  expect((await record()).savedProperties).toMatchObject([{ label: '9 Mill Lane', via: 'interest', side: 'hand' }]);
  desk.clock.goOn(1_000);
  expect([(await withdraw()).status, (await withdraw()).status]).toEqual([204, 204]);
  expect((await record()).savedProperties).toEqual([]);
  expect((await said()).slice(1).map(({ type, data }) => [type, data])).toEqual([
    ['interest.registered', { ...mill, how: 'call' }],
    ['interest.withdrawn', mill],
  ]);
  const wrong = await agent.post(`/api/people/${person}/interests`, { property: { id: '', summary: { price: '3' } } });
  expect(wrong.status).toBe(422);
  expect(((await wrong.json()) as Problems).problems.map(({ path }) => path).sort()).toEqual([
    '/property/id',
    '/property/summary/currency',
    '/property/system',
  ]);
});

test('M20: places and listings are found by a part of their name, but nothing that somebody drew by hand', async () => {
  const { geometry } = square;
  const searched = (label: string, kind: string, strength: string): object => ({
    search: { channel: 'sales', strength, areas: [{ label, kind, placeRef: label, geometry }] },
  });
  await tell(
    db,
    { type: 'search.performed', data: searched('Old Lewes', 'place', 'implied') },
    { type: 'search.performed', data: searched('Lewes 100%', 'place', 'implied') },
    { type: 'search.saved', subject: 'bob', data: { searchId: 'b', ...searched('Lewes', 'place', 'explicit') } },
    { type: 'search.saved', subject: 'bob', data: { searchId: 'c', ...searched('My Lewes', 'polygon', 'explicit') } },
    { type: 'property.saved', subject: 'bob', data: home('7', '7 Lewes Road') },
  );
  const found = async (what: string, search: string): Promise<string[]> => {
    const answer = await agent.get(`/api/${what}?search=${encodeURIComponent(search)}`);
    return ((await answer.json()) as { label: string }[]).map(({ label }) => label);
  };
  expect(await found('areas', ' LEWES ')).toEqual(['Lewes', 'Lewes 100%', 'Old Lewes']);
  expect([await found('areas', '0%'), await found('areas', '_'), await found('areas', 'clap')]).toEqual([['Lewes 100%'], [], []]);
  expect([await found('properties', 'lewes'), await found('properties', '7'), await found('properties', 'x')]).toEqual([
    ['7 Lewes Road'],
    ['7 Lewes Road'],
    [],
  ]);
});
