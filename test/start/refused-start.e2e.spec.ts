import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { nothingIsLeftOf, plainEnvironment, processesOf, StartedBridge } from './started-bridge';

jest.setTimeout(400_000);

describe('a start that cannot be', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'people-exchange-refused-'));
  let listener: Server | undefined;

  afterAll(() => {
    listener?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('says that the port is taken and what to do, with nothing beside it, before it makes a database', async () => {
    const port = await new Promise<number>((done) => {
      const server = (listener = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address();
        done(typeof address === 'object' && address ? address.port : 0);
      }));
    });
    const bridge = new StartedBridge(dataDir, { BRIDGE_PORT: String(port) });
    expect(await bridge.done).toBe(1);
    expect(bridge.stderr.trim()).toBe(
      `Port ${port} of 127.0.0.1 is taken: stop what listens there, or choose another with BRIDGE_PORT (0 picks a free one).`,
    );
    expect(existsSync(join(dataDir, 'pg'))).toBe(false);
  });

  it('names every wrong setting at once and ends with 78', async () => {
    const bridge = new StartedBridge(dataDir, {
      BRIDGE_PORT: 'abc',
      BRIDGE_DEMO: 'maybe',
      DATABASE_URL: 'mysql://secret@host/x',
      EVENT_LOG: 'kafka',
    });
    expect(await bridge.done).toBe(78);
    expect(bridge.stderr.match(/^ {2}- \w+/gm)).toEqual(['  - BRIDGE_PORT', '  - DATABASE_URL', '  - KAFKA_BROKERS', '  - BRIDGE_DEMO']);
    expect(bridge.stderr).not.toMatch(/secret| at /);
  });

  it('says that the database cannot be reached, where it was looked for, and never the password', async () => {
    const bridge = new StartedBridge(dataDir, { DATABASE_URL: 'postgres://bridge:secret@127.0.0.1:1/bridge' });
    expect(await bridge.done).toBe(1);
    expect(bridge.stderr).toMatch(/The database bridge at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED.* DATABASE_URL says/);
    expect(bridge.stderr).not.toMatch(/secret|\n +at /);
  });
});

describe('a bridge that npm started', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'people-exchange-orphan-'));

  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('ends in order when npm is killed with -9', async () => {
    const script = `require('node:child_process').spawn(process.execPath, ['apps/bridge/start.cjs'], { stdio: 'inherit' })`;
    const npm = spawn(process.execPath, ['-e', script], {
      cwd: resolve(__dirname, '../..'),
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...plainEnvironment(), npm_lifecycle_event: 'start', BRIDGE_DATA_DIR: dataDir, BRIDGE_PORT: '0', BRIDGE_DEMO: 'off' },
    });
    let said = '';
    await new Promise<void>((done) => {
      npm.stdout.on('data', (chunk) => {
        said += String(chunk);
        if (said.includes('Ctrl-C stops')) done();
      });
    });
    expect(processesOf(dataDir)).not.toEqual([]);
    const closed = new Promise<void>((done) => void npm.stdout.once('close', done));
    npm.kill('SIGKILL');
    await closed; // The bridge held it open until it ended.
    await nothingIsLeftOf(dataDir);
  });
});
