import { UnknownFaults } from './ground/faults';
import { runVendor, vendorNames, type VendorTwin } from './run-alone';

const started: VendorTwin[] = [];

afterEach(async () => {
  for (const twin of started.splice(0)) await twin.close();
});

const flags = { host: '127.0.0.1', port: 0, printCredentials: true };

describe('X10: a vendor’s twin on its own', () => {
  it.each(vendorNames)('X10: %s says where it is and what opens it, as one line of JSON', async (name) => {
    const lines: string[] = [];
    started.push(await runVendor(name, { ...flags, seed: 's', fault: 'late, failing' }, (text) => lines.push(text)));
    expect(lines).toHaveLength(1);
    const said = Object(JSON.parse(lines[0] ?? ''));
    expect(said).toMatchObject({ vendor: name, ...started[0]?.credentials });
    expect(await (await fetch(`${said.url}/_twin/faults`)).json()).toMatchObject({ late: 0.3, failing: 0.2 });
  });

  it('X10: gives the same credentials for the same seed', async () => {
    for (const seed of ['a', 'a', 'b']) started.push(await runVendor('reapit', { ...flags, seed }, () => undefined));
    const [one, same, other] = started.map(({ credentials }) => credentials);
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
  });

  it('X10: says it in lines to read unless asked for JSON', async () => {
    const lines: string[] = [];
    started.push(await runVendor('follow-up-boss', { ...flags, printCredentials: false }, (text) => lines.push(text)));
    expect(lines[0]).toMatch(/^The follow-up-boss twin answers at http:/);
    expect(lines.join('\n')).toMatch(/apiKey: fka_/);
  });

  it('X10: says the address that a connection needs, which for Follow Up Boss has the version of its API in it', async () => {
    const lines: string[] = [];
    for (const name of vendorNames) started.push(await runVendor(name, flags, (text) => lines.push(text)));
    const said = lines.map((line) => Object(JSON.parse(line)));
    expect(said.map(({ url, address }) => String(address).replace(String(url), ''))).toEqual(['', '', '/v1']);
  });

  it('X10: refuses a fault that is none', async () => {
    await expect(runVendor('reapit', { ...flags, fault: 'lazy' }, () => undefined)).rejects.toThrow(UnknownFaults);
  });
});
