import { freePort } from '#runtime';
import { GoHighLevelTwin } from '../../apps/twin/src';
import { Connected, said } from './connected';
import { until } from './until';

const registered = (subject: string): object =>
  said(`${subject}-r`, 'person.registered', subject, {
    person: { name: { given: 'Ann', family: `Lee ${subject}` }, emails: [{ address: `${subject.toLowerCase()}@example.com` }] },
  });
const searched = (id: string, subject: string): object =>
  said(id, 'search.performed', subject, { search: { channel: 'sales', maxPrice: '500000', currency: 'GBP', strength: 'implied' } });
const viewed = (id: string, subject: string): object =>
  said(id, 'property.viewed', subject, { property: { system: 'site', id: `L-${id}` } });

describe('a back office behind a connection', () => {
  let connected: Connected;
  let twin: GoHighLevelTwin;
  beforeAll(async () => {
    connected = await Connected.open();
    const port = await freePort();
    const { credentials, webhookKey } = new GoHighLevelTwin({ seed: 'journey' });
    const { token, locationId } = credentials;
    const hook = await connected.connect('crm', 'gohighlevel', { token, webhookKey, locationId, address: `http://127.0.0.1:${port}` });
    twin = new GoHighLevelTwin({ seed: 'journey', webhook: { url: connected.url + hook }, hiddenForMs: 1_000, slowMs: 500 });
    await twin.listen(port);
  }, 400_000);
  afterAll(async () => {
    await connected.close();
    await twin.close();
  });

  it('P1, P4: a new customer becomes one contact, what they looked for a note, and no webhook of it comes back (I10)', async () => {
    await connected.send(registered('W1'), searched('s1', 'W1'));
    await until(async () => (await connected.tally('crm')).delivered === 2);
    expect(await connected.tally('crm')).toMatchObject({ inFlight: 0, parked: 0, ignored: 0 });
    expect(twin.records('contacts')).toMatchObject([{ firstName: 'Ann', email: 'w1@example.com' }]);
    expect(twin.records('notes')).toHaveLength(1);
    await until(() => twin.webhooks.length >= 2 && twin.webhooks.every(({ state }) => state === 'delivered'));
    await until(() => connected.quiet('crm'));
    expect(await connected.connection('crm')).toMatchObject({ state: 'ready', waiting: { parked: 0 } });
    expect(connected.website.events()).toEqual([]);
  });

  it('P2: what an agent edits at the vendor reaches the website as its own customer', async () => {
    const [contact] = twin.records('contacts');
    twin.act({ do: 'change', kind: 'contacts', id: String(contact?.['id']), values: { firstName: 'Anna' } });
    await until(() => connected.website.events().length > 0);
    expect(connected.website.events()).toMatchObject([
      { type: 'person.updated', subject: 'W1', data: { person: { name: { given: 'Anna' } } } },
    ]);
  });

  it('I2: one contact per person and one note per event, whatever answers get lost and however the vendor misbehaves', async () => {
    const before = { contacts: twin.records('contacts').length, notes: twin.records('notes').length };
    twin.plan({ 'answers-lost': 0.15, 'rate-limited': 0.1, failing: 0.1, html: 0.05, empty: 0.05, duplicates: 0.3, 'async-creates': 0.3 });
    const subjects = Array.from({ length: 6 }, (_, n) => `F${n}`);
    await connected.send(...subjects.map(registered));
    await connected.send(...subjects.flatMap((subject) => [searched(`${subject}-s`, subject), viewed(`${subject}-v`, subject)]));
    await until(async () => (await connected.tally('crm')).routed === 2 + 3 * subjects.length);
    await until(async () => (await connected.tally('crm')).delivered === 2 + 3 * subjects.length, 200_000);
    twin.plan({});
    await until(() => connected.quiet('crm'), 240_000);
    expect(await connected.tally('crm')).toMatchObject({ parked: 0, ignored: 0 });
    expect(twin.records('contacts')).toHaveLength(before.contacts + subjects.length);
    expect(twin.records('notes')).toHaveLength(before.notes + 2 * subjects.length);
    expect(connected.website.events()).toHaveLength(1);
  }, 400_000);
});
