import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '#runtime';
import { BridgeProcess, ReapitTwin } from '../../apps/twin/src';
import { Connected, said } from './connected';
import { until } from './until';

const entry = resolve(__dirname, '../../dist/apps/bridge/src/main.js');

describe('what a customer did while its vendor was not asked', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bridge-together-'));
  const seed = 'together';
  let bridge: BridgeProcess | undefined;
  let connected: Connected;
  let twin: ReapitTwin;
  let start: () => Promise<BridgeProcess>;
  let routed = 1;
  let seen = 0;

  beforeAll(async () => {
    const port = await freePort();
    start = async () => (bridge = await BridgeProcess.start({ entry, environment: process.env, dataDir, port }));
    const { address: at } = await start();
    connected = await Connected.over(at.url, at.operatorKey, async () => void (await bridge?.stop()));
    const vendorPort = await freePort();
    const address = `http://127.0.0.1:${vendorPort}`;
    twin = new ReapitTwin({ seed, slowMs: 2_000 });
    const { credentials } = twin;
    await connected.connect('crm', 'reapit', {
      clientId: credentials.clientId,
      clientSecret: credentials.clientSecret,
      customer: credentials.customers[0],
      listings: 'reapit',
      intake: 'straight',
      officeId: 'HBR',
      negotiatorId: 'HBN',
      departmentId: 'G',
      address,
      identityAddress: address,
    });
    await twin.listen(vendorPort);
    const person = { name: { given: 'Ann', family: 'Lee' }, emails: [{ address: 'ann@example.com' }] };
    await connected.send(said('r', 'person.registered', 'W1', { person }));
    await until(async () => (await connected.tally('crm')).delivered === 1);
  }, 120_000);
  beforeEach(() => void (seen = twin.journal.length));
  afterAll(async () => {
    await connected?.close();
    await twin?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const turn = (state: 'paused' | 'active'): Promise<unknown> => connected.operate('PATCH', '/v1/participants/north/crm', { state });
  const viewed = (id: string, property = 'HBR210001'): object =>
    said(id, 'property.viewed', 'W1', { property: { system: 'reapit', id: property, address: `House ${id}` } });
  /** Sends them while nothing is asked, and lets go. */
  const whileItWaits = async (...events: object[]): Promise<void> => {
    await turn('paused');
    await connected.send(...events);
    routed += events.length;
    await until(async () => (await connected.tally('crm')).routed === routed);
    await turn('active');
  };
  const written = (letter: string): string[] =>
    twin
      .records('journalEntries')
      .flatMap(({ description }) => String(description).match(new RegExp(`House (${letter}\\d)`, 'u'))?.[1] ?? []);
  const asked = (path: string): number => twin.journal.slice(seen).filter((call) => call.method === 'POST' && call.path === path).length;
  const delivered = (): Promise<void> => until(async () => (await connected.tally('crm')).delivered === routed - parked, 180_000);
  let parked = 0;

  it('P7, P8: becomes one request, each event with its own entry, in order', async () => {
    await whileItWaits(
      ...['a1', 'a2', 'a3'].map((id) => viewed(id)),
      said('a4', 'property.saved', 'W1', { property: { system: 'reapit', id: 'HBR210001', address: 'House a4' } }),
    );
    await delivered();
    expect(written('a')).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect([asked('/journalEntries/bulk'), asked('/journalEntries')]).toEqual([1, 0]);
  }, 400_000);

  it('I2: after a lost answer each is looked for, and nothing is written twice', async () => {
    twin.plan({ 'answers-lost': 1 });
    await whileItWaits(...['b1', 'b2', 'b3'].map((id) => viewed(id)));
    await until(() => asked('/journalEntries/bulk') > 0);
    twin.plan({});
    await delivered();
    expect(written('b')).toEqual(['b1', 'b2', 'b3']);
  }, 400_000);

  it('I2: a bridge that is killed before it hears the answer writes nothing twice', async () => {
    twin.plan({ slow: 1 });
    await whileItWaits(...['c1', 'c2', 'c3'].map((id) => viewed(id)));
    await until(() => written('c').length > 0);
    if (bridge?.pid !== undefined) process.kill(bridge.pid, 'SIGKILL');
    await bridge?.stop();
    twin.plan({});
    await start();
    await delivered();
    expect(written('c')).toEqual(['c1', 'c2', 'c3']);
    expect([asked('/journalEntries/bulk'), asked('/journalEntries')]).toEqual([1, 0]);
  }, 400_000);

  it('I5: an entry that the vendor refuses parks alone, though all of the request was refused', async () => {
    await whileItWaits(viewed('d1'), viewed('d2', 'NOBODY'), viewed('d3'));
    parked = 1;
    await delivered();
    expect(written('d')).toEqual(['d1', 'd3']);
    expect(await connected.tally('crm')).toMatchObject({ parked: 1, inFlight: 0 });
    expect(await connected.parked()).toMatchObject({
      deliveries: [{ id: 'd2', reason: expect.stringContaining('journal: refused with 4') }],
    });
  }, 400_000);
});
