import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../program';
import type { Wiring } from './context';

const shipped = join(__dirname, '../../../../libs/mapping/packs/follow-up-boss/1.0.0');
const refused = (): Promise<never> => Promise.reject(new NotAsked());
class NotAsked extends Error {}
const wiring: Wiring = { migrate: refused, rebuild: refused, createTopics: refused, twin: refused };

async function pack(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const terminal = { out: (text: string) => void (out += text), err: (text: string) => void (err += text), colour: false };
  return { code: await run(['pack', ...args], terminal, () => 'nowhere', wiring), out, err };
}

describe('the commands for packs', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pack-'));
    await cp(shipped, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));
  const change = async (file: string, from: string, to: string): Promise<void> => {
    const text = await readFile(join(folder, file), 'utf8');
    expect(text).toContain(from);
    await writeFile(join(folder, file), text.replace(from, to));
  };

  it('new: makes a pack that is right and whose samples pass, named for its folder', async () => {
    const made = join(folder, 'harbour-crm');
    expect(await pack('new', made)).toMatchObject({ code: 0, out: expect.stringContaining('holds the pack harbour-crm') });
    expect((await pack('check', made)).out).toBe('right  My CRM (harbour-crm 0.1.0)\n');
    expect((await pack('test', made)).out).toContain('2 samples passed, 0 failed');
  });

  it('new --from: makes a pack of one that comes with the bridge, which says so, and whose samples pass', async () => {
    const made = join(folder, 'our-highlevel');
    expect((await pack('new', made, '--from', 'gohighlevel')).code).toBe(0);
    expect(await readFile(join(made, 'pack.yaml'), 'utf8')).toMatch(/^pack: our-highlevel\nmadeFrom: gohighlevel\nversion: 0\.1\.0$/mu);
    expect((await pack('test', made)).out).toMatch(/\d+ samples passed, 0 failed/);
    expect(await pack('new', join(folder, 'other'), '--from', 'nothing')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no pack "nothing" to begin with; there is cloudevents, follow-up-boss, gohighlevel, reapit/),
    });
  });

  it('new: writes over nothing, and makes no pack with a name that is none', async () => {
    expect(await pack('new', join(folder, 'Big CRM'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('"Big CRM" is no such name'),
    });
    const made = join(folder, 'crm');
    await pack('new', made);
    expect(await pack('new', made)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`${made} is there already, and nothing is written over it`),
    });
    expect(await pack('new', join(folder, 'nowhere', 'crm'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/cannot be made: .*Nothing was written/),
    });
  });

  it('check: says of a right pack that it is', async () => {
    expect(await pack('check', folder)).toEqual({ code: 0, out: 'right  Follow Up Boss (follow-up-boss 1.0.0)\n', err: '' });
  });

  it('check: says of a wrong one where, what and what to do, all at once', async () => {
    await change('pack.yaml', 'makes: person', 'makes: persan');
    await change('out/visit.jsonata', '"type":', '"type"');
    const { code, out, err } = await pack('check', folder);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/pack\.yaml:\d+:\d+ request "newcomer" names the record "persan"\n +Did you mean "person"\?/);
    expect(err).toMatch(/out\/visit\.jsonata:2:\d+ is no JSONata expression: Expected ":"/);
  });

  it('check: says of what is no folder that it is none', async () => {
    expect(await pack('check', join(folder, 'pack.yaml'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('is no folder; a pack is a folder'),
    });
  });

  it('test: plays every sample, and fails where one does not do what is expected', async () => {
    const { length } = await readdir(join(folder, 'samples'));
    const all = await pack('test', folder);
    expect(all).toMatchObject({ code: 0, out: expect.stringMatching(/✓ registered\n/) });
    expect(all.out.endsWith(`\n${length} samples passed, 0 failed\n`)).toBe(true);
    await change('out/visit.jsonata', '"Visit "', '"Call "');
    const { code, out } = await pack('test', folder);
    expect(code).toBe(1);
    expect(out).toContain('✗ visited\n    /requests/0/body/description: expected "Visit 4 (Ref KEY)", found "Call 4 (Ref KEY)"\n');
  });

  it('explain: says of each member where its value comes from', async () => {
    const { code, out } = await pack('explain', folder, 'visited');
    expect(code).toBe(0);
    expect(out).toContain('event  POST /events\n  /type = "Visited Website"  ← the pack (out/visit.jsonata:2)');
    expect(out).toContain('/description = "Visit 4 (Ref KEY)"  ← data.visits, key (out/visit.jsonata:6)');
    expect(JSON.parse((await pack('explain', folder, 'visited', '--json')).out)).toMatchObject({ requests: [{ request: 'event' }] });
  });

  it('explain: names the samples there are', async () => {
    expect(await pack('explain', folder, 'nobody')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/There is no sample event "nobody"; sample events are .*visited/),
    });
  });
});
