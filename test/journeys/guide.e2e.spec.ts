import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '#runtime';
import { run } from '../../apps/cli/src/program';
import { wiring } from '../../apps/cli/src/wiring';
import { Connected } from './connected';

const room = join(projectFolder(__dirname), 'libs/mapping');
const guide = readFileSync(join(room, 'GUIDE.md'), 'utf8');

/** Commands of the chapter, as they stand there. */
const [publishing, changing, forking] = [...(/\n## 7\. [^]*?\n## /u.exec(guide)?.[0].matchAll(/```\n([^]*?)```/gu) ?? [])].map(
  ([, block = '']) => [...block.matchAll(/^npx people-exchange (.+)$/gmu)].map(([, command = '']) => command),
);

describe('the last chapter of the guide to packs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  // Harbour CRM, as far as a test of the connection asks.
  const harbour = createServer(
    (_, response) => void response.setHeader('content-type', 'application/json').end('{"items":[],"next":null}'),
  );
  let connected: Connected;
  let address: string;
  let said: string;

  beforeAll(async () => {
    connected = await Connected.open();
    await connected.operate('POST', '/v1/agencies', { id: 'harbour', name: 'Harbour', zone: 'Europe/London' });
    await new Promise<void>((resolve) => void harbour.listen(0, '127.0.0.1', resolve));
    const at = harbour.address();
    address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
    cpSync(join(room, 'examples/harbour-crm'), join(folder, 'harbour-crm'), { recursive: true });
    for (const file of ['token.txt', 'key.txt']) writeFileSync(join(folder, file), 'a secret');
  }, 400_000);
  afterAll(async () => {
    harbour.close();
    await connected.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** As a shell in that folder would run it. */
  async function follow(command: string, ...more: readonly string[]): Promise<number> {
    const args = [...command.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, plain = '']) => quoted ?? plain);
    const isFolder = (arg: string, place: number): boolean =>
      args[0] === 'pack' && place > 1 && !args[place - 1]?.startsWith('--') && /^(harbour-crm|our-highlevel)/u.test(arg);
    const here = args.map((arg, place) => (isFolder(arg, place) ? join(folder, arg) : arg.replace('=@', `=@${folder}/`)));
    said = '';
    const terminal = { out: (text: string) => void (said += text), err: (text: string) => void (said += text), colour: false };
    return run(['--url', connected.url, '--key', connected.operatorKey, ...here, ...more], terminal, () => folder, wiring);
  }

  it('P17: a pack is published, connected and tested as it says', async () => {
    expect(publishing).toHaveLength(3);
    for (const command of publishing ?? []) {
      const more = command.startsWith('connections add') ? ['--set', `address=${address}`, '--allow-private'] : [];
      expect([command, await follow(command, ...more), said]).toEqual([command, 0, said]);
    }
  });

  it('P17: a change is looked at, published, promoted, and taken back as it says', async () => {
    cpSync(join(folder, 'harbour-crm'), join(folder, 'harbour-crm-before'), { recursive: true });
    const yaml = join(folder, 'harbour-crm/pack.yaml');
    writeFileSync(yaml, readFileSync(yaml, 'utf8').replace('version: 1.0.0', 'version: 1.1.0'));
    expect(changing).toHaveLength(4);
    for (const command of changing ?? []) expect([command, await follow(command), said]).toEqual([command, 0, said]);
    expect(said).toContain('is on harbour-crm 1.0.0 again');
  });

  it('P17: a pack of the bridge’s own is made one’s own, and a connection goes on with it as it says', async () => {
    const settings = { token: 't', locationId: 'L', address };
    const wanted = { agency: 'harbour', id: 'sales', name: 'Sales', pack: 'gohighlevel', settings, allowPrivate: true };
    expect((await connected.operate('POST', '/v1/connections', wanted)).status).toBe(201);
    expect(forking).toHaveLength(3);
    for (const command of forking ?? []) expect([command, await follow(command), said]).toEqual([command, 0, said]);
    expect(said).toContain('Sales is on our-highlevel 0.1.0');
  });
});
