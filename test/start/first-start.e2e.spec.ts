import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endPostgres, freshDatabase } from '../postgres/fresh-database';
import { nothingIsLeftOf, paste, peopleExchange, processesOf, ready, StartedBridge } from './started-bridge';

const greeting =
  /Lead desk +(http:\S+)\/\n +sign in as (\S+) with (\S+)\nAPI docs +\1\/docs\nMetrics +http:\S+\/metrics\nKeys +\S+access\.json\nFirst event\n/;

/** Events of the demo's day that the front door takes: those sent twice and those it refuses do not count. */
const distinctInSmallDay = 917;

jest.setTimeout(400_000);

// One folder over several starts, as a newcomer has it: each test is one evening with it.
describe('a start on a database of its owner’s', () => {
  it('makes the folder for keys and address where there is none, and signs in with what it prints', async () => {
    const home = mkdtempSync(join(tmpdir(), 'people-exchange-owned-'));
    const dataDir = join(home, 'not', 'yet');
    const database = await freshDatabase({ owners: [] });
    const bridge = new StartedBridge(dataDir, { DATABASE_URL: database.url, BRIDGE_DEMO: 'off' });
    try {
      expect(await signIn(await bridge.said(greeting))).toBeLessThan(300);
      expect(await bridge.end('SIGTERM')).toBe(0);
    } finally {
      await bridge.end('SIGKILL');
      await database.drop();
      await endPostgres();
      rmSync(home, { recursive: true, force: true });
    }
  });
});

describe('a start', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'people-exchange-start-'));
  const started: StartedBridge[] = [];

  const start = (environment: Readonly<Record<string, string>> = {}): StartedBridge => {
    const bridge = new StartedBridge(dataDir, environment);
    started.push(bridge);
    return bridge;
  };
  const demo = (): unknown => JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'));
  const accepted = async (): Promise<number> => Number.parseInt(await peopleExchange(dataDir, 'tally'), 10);
  afterAll(async () => {
    for (const bridge of started) await bridge.end('SIGKILL');
    await nothingIsLeftOf(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('cut off by Ctrl-C while the demo fills ends with 0 and says nothing of trouble; the next fills it to its end, nothing doubled', async () => {
    const first = start();
    await first.said(/filling the demo agency/);
    expect(await first.end('SIGINT')).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
    expect(demo()).toMatchObject({ done: false });
    expect(first.stderr).not.toMatch(/"level":"(warn|error|fatal)"/);

    const second = start();
    const said = await second.said(greeting);
    await second.said(ready);
    expect(demo()).toMatchObject({ done: true });
    expect(second.stderr).toMatch(/^(… .+\n)+$/);
    expect(await accepted()).toBe(distinctInSmallDay);
    expect(await signIn(said)).toBeLessThan(300);

    const line = /First event\n\s*(curl [^]*?)\n\n/.exec(second.stdout)?.[1] ?? '';
    expect(await paste(`${line} -o /dev/null -w '%{http_code}'`)).toBe('202');
    expect(await accepted()).toBe(distinctInSmallDay + 1);
    expect(await peopleExchange(dataDir, 'journey', 'https://www.example.com', 'first-1')).toMatch(/site\.visited .*about W1/);

    expect(await second.end('SIGHUP')).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);

    const third = start();
    await third.said(ready);
    expect(third.stderr).not.toMatch(/demo|migration|making/);
    expect(await accepted()).toBe(distinctInSmallDay + 1);
    await third.end('SIGKILL');
    await nothingIsLeftOf(dataDir);
  });

  it('without access.json makes access anew, and the password that it prints signs in', async () => {
    const before = start({ BRIDGE_DEMO: 'off' });
    const old = await before.said(greeting);
    await before.said(ready);
    await before.end('SIGTERM');
    rmSync(join(dataDir, 'access.json'));

    const after = start({ BRIDGE_DEMO: 'off' });
    const said = await after.said(greeting);
    await after.said(ready);
    expect(said[3]).not.toBe(old[3]);
    expect(await signIn(said)).toBeLessThan(300);
    await after.end('SIGTERM');
  });
});

/** Signs in at the lead desk with what the start printed. Resolves to the HTTP status. */
async function signIn(said: RegExpExecArray): Promise<number> {
  const [, url = '', email, password] = said;
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ email, password }),
  });
  return answer.status;
}
