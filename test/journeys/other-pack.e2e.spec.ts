import { join } from 'node:path';
import { freePort, projectFolder } from '#runtime';
import { packFilesIn } from '../../apps/cli/src/pack-folder';
import { GoHighLevelTwin } from '../../apps/twin/src';
import { Connected, said } from './connected';
import { until } from './until';

const folder = join(projectFolder(__dirname), 'libs/mapping/packs/gohighlevel/1.0.0');

/** The pack of the bridge's own, as an agency makes one of its own from it. */
async function fork(name: string, change: (yaml: string) => string): Promise<Record<string, string>> {
  const files = await packFilesIn(folder);
  const yaml = (files.get('pack.yaml') ?? '').replace(/^pack:.*$/mu, `pack: ${name}`).replace(/^version:.*$/mu, 'version: 0.1.0');
  return { ...Object.fromEntries(files), 'pack.yaml': change(yaml) };
}

describe('a connection that goes on with a pack of the agency’s own', () => {
  let connected: Connected;
  let twin: GoHighLevelTwin;

  const searched = (id: string): object =>
    said(id, 'search.performed', 'W1', { search: { channel: 'sales', maxPrice: '500000', currency: 'GBP', strength: 'implied' } });
  const publish = (files: Record<string, string>): Promise<{ status: number }> =>
    connected.operate('POST', '/v1/packs', { agency: 'north', files });
  const change = (wanted: object): Promise<{ status: number; body: unknown }> =>
    connected.operate('PATCH', '/v1/connections/north/crm', wanted);

  beforeAll(async () => {
    connected = await Connected.open();
    const port = await freePort();
    const { credentials } = new GoHighLevelTwin({ seed: 'fork' });
    const { token, locationId } = credentials;
    await connected.connect('crm', 'gohighlevel', { token, locationId, address: `http://127.0.0.1:${port}` });
    twin = new GoHighLevelTwin({ seed: 'fork' });
    await twin.listen(port);
  }, 400_000);
  afterAll(async () => {
    await connected.close();
    await twin.close();
  });

  it('X8, I2: whom the pack before made is known to the one that was made from it, and a step back is one command', async () => {
    const person = { name: { given: 'Ann', family: 'Lee' }, emails: [{ address: 'ann@example.com' }] };
    await connected.send(said('r1', 'person.registered', 'W1', { person }), searched('s1'));
    await until(async () => (await connected.tally('crm')).delivered === 2);
    const made = await fork('our-highlevel', (yaml) => yaml.replace(/^version:/mu, 'madeFrom: gohighlevel\nversion:'));
    expect(await connected.operate('POST', '/v1/packs', { agency: 'nroth', files: made })).toMatchObject({ status: 404 });
    expect((await publish(made)).status).toBe(201);
    expect((await connected.operate('GET', '/v1/connections?agency=nroth')).status).toBe(404);
    expect(await change({ pack: 'our-highlevel' })).toMatchObject({
      status: 200,
      body: { connection: { pack: 'our-highlevel', version: '0.1.0', earlierPack: 'gohighlevel', earlierVersion: '1.0.0' } },
    });
    await connected.send(searched('s2'));
    await until(async () => (await connected.tally('crm')).delivered === 3);
    expect([twin.records('contacts').length, twin.records('notes').length]).toEqual([1, 2]);
    expect(await connected.operate('POST', '/v1/connections/north/crm/roll-back')).toMatchObject({
      status: 200,
      body: { connection: { pack: 'gohighlevel', version: '1.0.0', earlierPack: 'our-highlevel', earlierVersion: '0.1.0' } },
    });
    await connected.send(searched('s3'));
    await until(async () => (await connected.tally('crm')).delivered === 4);
    expect([twin.records('contacts').length, twin.records('notes').length]).toEqual([1, 3]);
  });

  it('I9: a pack that was made from another one is refused, and so is one that lacks what ids are kept by; all of it is told', async () => {
    expect((await publish(await fork('stranger', (yaml) => yaml))).status).toBe(201);
    expect(await change({ pack: 'stranger', version: '0.1.0' })).toMatchObject({
      status: 422,
      body: { problems: [{ path: '/pack', message: 'stranger was not made from gohighlevel' }] },
    });
    const other = (yaml: string): string =>
      yaml
        .replace(/^version:/mu, 'madeFrom: gohighlevel\nversion:')
        .replace(/^ {2}appointment: \{ of: appointment/mu, '  appointment: { of: event');
    expect((await publish(await fork('changed', other))).status).toBe(201);
    expect(await change({ pack: 'changed' })).toMatchObject({
      status: 422,
      body: { problems: [{ path: '/pack', message: expect.stringContaining('no record appointment of appointment') }] },
    });
    expect((await change({ pack: 'nobodys' })).status).toBe(404);
    expect(await connected.connection('crm')).toMatchObject({ pack: 'gohighlevel', version: '1.0.0' });
  });
});
