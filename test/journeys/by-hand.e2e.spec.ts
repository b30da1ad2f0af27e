import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdministrator } from '../../apps/lead-desk/src';
import { password, signInBy, type Visitor } from '../../apps/lead-desk/test/running-desk';
import { Keys, Participants } from '#delivery';
import { personIdOf } from '#people-exchange';
import { openDatabase } from '#runtime';
import { freshDatabase } from '../postgres/fresh-database';
import { describeOnBothLogs } from './both-logs';
import { runBridge } from './running-bridge';
import { until } from './until';

interface Told {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly data: Record<string, unknown>;
}
const lewes = {
  label: 'Lewes',
  kind: 'place',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [0, 50.86],
        [0.03, 50.86],
        [0.03, 50.88],
        [0, 50.88],
        [0, 50.86],
      ],
    ],
  },
};
interface Listed {
  readonly total: number;
  readonly leads: readonly { readonly id: string; readonly name: string; readonly personId: string; readonly intent: string }[];
}

describeOnBothLogs('what is written at the lead desk', (_, settings) => {
  let admin: Visitor;
  let keys: { site: string; office: string };
  let url: string;
  const ends: (() => Promise<void> | void)[] = [];

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bridge-by-hand-'));
    ends.push(() => rmSync(folder, { recursive: true, force: true }));
    const database = await freshDatabase({ owners: [] });
    ends.push(() => database.drop());
    const bridge = await runBridge({ BRIDGE_DATA_DIR: folder, DATABASE_URL: database.url, ...(await settings()) });
    ends.push(() => bridge.stop());
    url = bridge.url;
    const db = await openDatabase({ url: database.url, name: 'by hand', everyAgency: true });
    ends.push(() => db.destroy());
    const participants = new Participants(db);
    await participants.addAgency({ id: 'oak', name: 'Oak', zone: 'Europe/London' });
    await participants.add({ agency: 'oak', id: 'site', name: 'oak.example', side: 'website', delivery: { mode: 'feed' } });
    await participants.add({ agency: 'oak', id: 'office', name: 'Branch', side: 'backOffice', delivery: { mode: 'feed' } });
    const ring = new Keys(db);
    keys = { site: (await ring.make('oak', 'site')).key, office: (await ring.make('oak', 'office')).key };
    await createAdministrator(db, { agency: 'oak', email: 'admin@oak.example', password }, new Date());
    admin = await signInBy(url, 'admin@oak.example');
  }, 120_000);
  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
  });

  const read = { site: { told: [] as Told[], after: '' }, office: { told: [] as Told[], after: '' } };
  /** All that a participant has been told so far; to read on is to have taken what came before. */
  const toldTo = async (who: 'site' | 'office'): Promise<readonly Told[]> => {
    const so = read[who];
    const page = await fetch(`${url}/v1/feed?limit=500${so.after}`, { headers: { authorization: `Bearer ${keys[who]}` } });
    // As the feed answers.
    const events = (await page.json()) as Told[];
    so.told.push(...events);
    if (events.length > 0) so.after = `&after=${page.headers.get('next-cursor') ?? ''}`;
    return so.told;
  };
  const theirs = async (intent: string): Promise<string> => {
    await until(async () => (await listed()).leads.some((one) => one.intent === intent));
    return (await listed()).leads.find((one) => one.intent === intent)?.id ?? '';
  };
  const sendFromSite = async (type: string, subject: string, data: object): Promise<void> => {
    const event = { specversion: '1.0', id: randomUUID(), source: 'https://oak.example', type, subject, data };
    const headers = { authorization: `Bearer ${keys.site}`, 'content-type': 'application/cloudevents+json' };
    expect((await fetch(`${url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) })).status).toBe(202);
  };
  /** The website has made an account of its own for whom it was told of. */
  const signUp = async (person: object): Promise<void> => {
    await sendFromSite('person.registered', 'W1', { person });
    await until(async () => (await toldTo('office')).length === 1);
  };
  const listed = async (): Promise<Listed> => (await (await admin.get('/api/leads')).json()) as Listed;

  test('B5, B6: a lead added by hand reaches the website as a registration, a correction as an update, each once', async () => {
    const id = randomUUID();
    const lead = { id, values: { name: 'Ann Reed', email: 'ann.reed@example.com', intent: 'sell' }, assign: 'nobody' };
    // A second click adds nothing.
    expect([(await admin.post('/api/leads', lead)).status, (await admin.post('/api/leads', lead)).status]).toEqual([201, 201]);
    await until(async () => (await toldTo('site')).length === 1);
    const [registered] = await toldTo('site');
    expect(registered).toMatchObject({
      type: 'person.registered',
      data: { person: { name: { full: 'Ann Reed' }, emails: [{ address: 'ann.reed@example.com' }] } },
    });
    await signUp({ name: { full: 'Ann Reed' }, emails: [{ address: 'ann.reed@example.com' }] });
    const changes = { name: { from: 'Ann Reed', to: 'Ann Read' } };
    // Also of the lead that the website’s own word opened: the desk knows the human by one name.
    const leadId = await theirs('buy');
    expect((await admin.patch(`/api/leads/${leadId}`, { changes })).status).toBe(200);
    await until(async () => (await toldTo('site')).length === 2);
    expect((await toldTo('site')).map(({ type, subject }) => [type, subject])).toEqual([
      ['person.registered', registered?.subject],
      // From now on by the website's own name.
      ['person.updated', 'W1'],
    ]);
    // The desk is a back office, and back offices hear of websites alone.
    expect((await toldTo('office')).map(({ type }) => type)).toEqual(['person.registered']);
    // What the desk said comes back to it as to everybody, and changes nothing: their sale and what the website said are one human’s leads.
    const { leads, total } = await listed();
    expect([total, new Set(leads.map(({ name, personId }) => `${name} ${personId}`)).size, leads[0]?.name]).toEqual([2, 1, 'Ann Read']);
  }, 120_000);

  test('P6, P9, M20: what an agent does to searches and listings of a customer reaches the website under its own names, each once', async () => {
    const told = (await toldTo('site')).length;
    const search = { channel: 'sales', strength: 'explicit', maxPrice: '300000', currency: 'GBP', areas: [lewes] };
    await sendFromSite('person.registered', 'W2', { person: { name: { full: 'Bob Moss' }, emails: [{ address: 'bob@example.com' }] } });
    await sendFromSite('search.saved', 'W2', { searchId: 'S1', search });
    const bob = `/api/people/${personIdOf('oak', 'site', 'W2')}`;
    const searches = async (): Promise<readonly { searchId: string; version: string }[]> => {
      const answer = await admin.get(bob);
      return answer.ok ? ((await answer.json()) as { searches: { searchId: string; version: string }[] }).searches : [];
    };
    await until(async () => (await searches()).length === 1);
    const versionOf = async (id: string): Promise<string> => (await searches()).find(({ searchId }) => searchId === id)?.version ?? '';
    const own = randomUUID();
    const property = { system: 'listings', id: 'L9', address: '9 Mill Lane, Lewes' };
    const done = [
      await admin.put(`${bob}/searches/S1`, {
        version: await versionOf('S1'),
        search: { ...search, maxPrice: '350000', areas: [{ keep: 0 }] },
      }),
      await admin.put(`${bob}/searches/${own}`, { search, alert: { status: 'active', frequency: 'daily' } }),
      await admin.post(`${bob}/interests`, { property, how: 'call' }),
      await admin.delete(`${bob}/searches/${own}?version=${await versionOf(own)}`),
    ];
    expect(done.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    await until(async () => (await toldTo('site')).some(({ type }) => type === 'search.removed'));
    expect((await toldTo('site')).slice(told).map(({ type, subject, data }) => [type, subject, data])).toMatchObject([
      // The desk never spoke of him: it first says whom it means.
      ['person.updated', 'W2', { person: { externalIds: [{ system: 'site', id: 'W2' }] } }],
      ['search.updated', 'W2', { searchId: 'S1', search: { ...search, maxPrice: '350000' } }],
      ['search.saved', 'W2', { searchId: own, search, alert: { status: 'active', frequency: 'daily', changedBy: 'branch' } }],
      ['interest.registered', 'W2', { property, how: 'call' }],
      ['search.removed', 'W2', { searchId: own }],
    ]);
    // One search each, also once what the desk said came back to it.
    expect((await searches()).map(({ searchId }) => searchId)).toEqual(['S1', own]);
  }, 120_000);
});
