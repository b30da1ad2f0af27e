import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdministrator } from '../../apps/lead-desk/src';
import { password, signInBy, type Visitor } from '../../apps/lead-desk/test/running-desk';
import { Keys, Participants } from '#delivery';
import { openDatabase } from '#runtime';
import { freshDatabase } from '../postgres/fresh-database';
import { describeOnBothLogs } from './both-logs';
import { runBridge } from './running-bridge';
import { until } from './until';

interface Told {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly data: { readonly person: Record<string, unknown> };
}
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
  /** The website has made an account of its own for whom it was told of. */
  const signUp = async (person: object): Promise<void> => {
    const event = {
      specversion: '1.0',
      id: 'w1',
      source: 'https://oak.example',
      type: 'person.registered',
      subject: 'W1',
      data: { person },
    };
    const headers = { authorization: `Bearer ${keys.site}`, 'content-type': 'application/cloudevents+json' };
    expect((await fetch(`${url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) })).status).toBe(202);
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
});
