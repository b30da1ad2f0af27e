import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '#runtime';
import { BridgeProcess, GoHighLevelTwin } from '../../apps/twin/src';
import { Connected, said } from './connected';
import { until } from './until';

const entry = resolve(__dirname, '../../dist/apps/bridge/src/main.js');
const persons = 12;

interface RunSeen {
  readonly id: string;
  readonly state: string;
  readonly persons: number;
  readonly personsDone: number;
  readonly delivered: number;
  readonly refused: number;
}

describe('replays to back offices behind connections', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bridge-replays-'));
  const twins: GoHighLevelTwin[] = [];
  let bridge: BridgeProcess | undefined;
  let connected: Connected;
  let start: () => Promise<BridgeProcess>;

  beforeAll(async () => {
    const port = await freePort();
    start = async () => (bridge = await BridgeProcess.start({ entry, environment: process.env, dataDir, port }));
    const { address } = await start();
    connected = await Connected.over(address.url, address.operatorKey, async () => void (await bridge?.stop()));
  }, 400_000);
  afterAll(async () => {
    await connected?.close();
    for (const twin of twins) await twin.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function connect(id: string, slowMs: number): Promise<GoHighLevelTwin> {
    const port = await freePort();
    const { credentials, webhookKey } = new GoHighLevelTwin({ seed: id });
    const { token, locationId } = credentials;
    const hook = await connected.connect(id, 'gohighlevel', { token, webhookKey, locationId, address: `http://127.0.0.1:${port}` });
    const twin = new GoHighLevelTwin({ seed: id, webhook: { url: connected.url + hook }, slowMs, faults: { slow: 1 } });
    twins.push(twin);
    await twin.listen(port);
    return twin;
  }
  async function run(wanted: object): Promise<string> {
    const { body } = await connected.operate('POST', '/v1/replays', { agency: 'north', ...wanted });
    // The operator API's own answer.
    const { id } = (body as { run: RunSeen }).run;
    const { status } = await connected.operate('POST', `/v1/replays/north/${id}/run`, {});
    expect(status).toBe(200);
    return id;
  }
  async function seen(id: string): Promise<RunSeen> {
    // The operator API's own answer.
    return ((await connected.operate('GET', `/v1/replays/north/${id}`)).body as { run: RunSeen }).run;
  }

  it('X3, I2: what a vendor has is told again without a second record of anything, and comes back as no news (I10)', async () => {
    const twin = await connect('crm', 20);
    for (let n = 0; n < persons; n += 1)
      await connected.send(
        said(`${n}-r`, 'person.registered', `W${n}`, {
          person: { name: { given: 'Ann', family: `Lee ${n}` }, emails: [{ address: `w${n}@example.com` }] },
        }),
        said(`${n}-s`, 'search.performed', `W${n}`, {
          search: { channel: 'sales', maxPrice: '500000', currency: 'GBP', strength: 'implied' },
        }),
      );
    await until(async () => (await connected.tally('crm')).delivered === 2 * persons, 180_000);
    const before = [twin.records('contacts').length, twin.records('notes').length];
    expect(before).toEqual([persons, persons]);
    const id = await run({ target: 'crm', kind: 'replay' });
    await until(async () => (await seen(id)).state === 'done', 180_000);
    expect(await seen(id)).toMatchObject({ persons, personsDone: persons, delivered: 2 * persons, refused: 0 });
    expect([twin.records('contacts').length, twin.records('notes').length]).toEqual(before);
    await until(() => connected.quiet('crm'), 180_000);
    expect(await connected.tally('crm')).toMatchObject({ routed: 2 * persons, delivered: 2 * persons });
    expect(connected.website.events()).toEqual([]);
  }, 400_000);

  it('X3, I7: a new back office is filled though the bridge is killed over it; what is new meanwhile comes after', async () => {
    const twin = await connect('crm-new', 150);
    const id = await run({ target: 'crm-new', kind: 'fill', days: 1 });
    for (const made of [2, 6]) {
      await until(() => twin.records('contacts').length >= made, 180_000);
      if (bridge?.pid !== undefined) process.kill(bridge.pid, 'SIGKILL');
      await bridge?.stop();
      await start();
    }
    await connected.send(
      said('late', 'search.performed', `W${persons - 1}`, {
        search: { channel: 'sales', maxPrice: '1', currency: 'GBP', strength: 'implied' },
      }),
    );
    await until(async () => (await seen(id)).state === 'done', 240_000);
    await until(async () => (await connected.tally('crm-new')).delivered === 1, 180_000);
    expect(await seen(id)).toMatchObject({ personsDone: persons, delivered: 2 * persons, refused: 0 });
    expect([twin.records('contacts').length, twin.records('notes').length]).toEqual([persons, persons + 1]);
    expect(await connected.tally('crm-new')).toMatchObject({ routed: 1, inFlight: 0, parked: 0 });
  }, 400_000);
});
