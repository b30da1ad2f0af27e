import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '#runtime';
import { BridgeProcess, GoHighLevelTwin } from '../../apps/twin/src';
import { Connected, said } from './connected';
import { until } from './until';

const entry = resolve(__dirname, '../../dist/apps/bridge/src/main.js');
const persons = 10;

describe('a bridge that is killed between two requests of an event', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bridge-connections-killed-'));
  let bridge: BridgeProcess | undefined;
  let connected: Connected;
  let twin: GoHighLevelTwin;
  let start: () => Promise<BridgeProcess>;

  beforeAll(async () => {
    const port = await freePort();
    start = async () => (bridge = await BridgeProcess.start({ entry, environment: process.env, dataDir, port }));
    const { address } = await start();
    connected = await Connected.over(address.url, address.operatorKey, async () => void (await bridge?.stop()));
    const vendorPort = await freePort();
    const { credentials, webhookKey } = new GoHighLevelTwin({ seed: 'killed' });
    const { token, locationId } = credentials;
    const [pipelineId, stageId] = pipelineOf(new GoHighLevelTwin({ seed: 'killed' }));
    const address2 = `http://127.0.0.1:${vendorPort}`;
    const settings = { token, webhookKey, locationId, pipelineId, stageId, address: address2 };
    const hook = await connected.connect('crm', 'gohighlevel', settings);
    // Slow enough that requests are under way whenever somebody kills.
    twin = new GoHighLevelTwin({ seed: 'killed', webhook: { url: connected.url + hook }, slowMs: 150, faults: { slow: 1 } });
    await twin.listen(vendorPort);
  }, 400_000);
  afterAll(async () => {
    await connected?.close();
    await twin?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('I2: goes on where it stopped: one contact a person, one note and one opportunity an enquiry', async () => {
    const about = { kind: 'property', property: { system: 'site', id: 'L1' } };
    for (let n = 0; n < persons; n += 1)
      await connected.send(
        said(`${n}-r`, 'person.registered', `W${n}`, {
          person: { name: { given: 'Ann', family: `Lee ${n}` }, emails: [{ address: `w${n}@example.com` }] },
        }),
        said(`${n}-e`, 'enquiry.made', `W${n}`, { enquiryType: 'viewing', intent: 'buy', message: `Number ${n}`, about }),
      );
    for (const made of [2, 8, 14, 20]) {
      await until(() => madeBy(twin) >= made, 180_000);
      if (bridge?.pid !== undefined) process.kill(bridge.pid, 'SIGKILL');
      await bridge?.stop();
      await start();
    }
    await until(async () => (await connected.tally('crm')).delivered === 2 * persons, 240_000);
    expect(await connected.tally('crm')).toMatchObject({ routed: 2 * persons, inFlight: 0, parked: 0 });
    expect([twin.records('contacts').length, twin.records('notes').length, twin.records('opportunities').length]).toEqual([
      persons,
      persons,
      persons,
    ]);
  }, 400_000);
});

const madeBy = (twin: GoHighLevelTwin): number =>
  ['contacts', 'notes', 'opportunities'].reduce((sum, kind) => sum + twin.records(kind).length, 0);

function pipelineOf(twin: GoHighLevelTwin): [unknown, unknown] {
  const [pipeline] = twin.records('pipelines');
  const stages: unknown = pipeline?.['stages'];
  const first: unknown = Array.isArray(stages) ? stages[0] : undefined;
  return [pipeline?.['id'], typeof first === 'object' && first !== null && 'id' in first ? first.id : undefined];
}
