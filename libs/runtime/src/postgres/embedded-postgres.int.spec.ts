import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { dataFolder } from './data-folder';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { readPostmasterPid } from './leftover';

jest.setTimeout(400_000);

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const answer = await client.query<Record<string, unknown>>(sql).finally(() => client.end());
  return answer.rows;
}

function alive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

async function gone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 200 && alive(pid); tries++) await pause(50);
  return !alive(pid);
}

describe('the embedded PostgreSQL', () => {
  const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'people-exchange-embedded-'));
  const dataDir = join(home, 'some data');
  const folder = dataFolder(dataDir);
  const holders: ChildProcess[] = [];
  let running: EmbeddedPostgres | undefined;

  const start = async (): Promise<EmbeddedPostgres> => (running = await startEmbeddedPostgres({ dataDir }));
  const stop = async (): Promise<void> => {
    await running?.stop();
    running = undefined;
  };
  function hold(): { child: ChildProcess; answer: Promise<Record<string, string>> } {
    const child = fork(join(__dirname, '../../../../test/postgres/hold-database.cjs'), [dataDir], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    holders.push(child);
    return { child, answer: new Promise((resolve) => void child.once('message', (message: Record<string, string>) => resolve(message))) };
  }

  afterEach(stop);
  afterAll(async () => {
    for (const child of holders) child.kill('SIGKILL');
    const left = readPostmasterPid(folder.data);
    if (left) await gone(left.pid);
    rmSync(home, { recursive: true, force: true });
  });

  it('starts from nothing, gives a plain role that owns its database, and keeps passwords to its owner', async () => {
    const told: string[] = [];
    running = await startEmbeddedPostgres({ dataDir, onProgress: (what) => void told.push(what) });
    expect(told).toEqual(['making the database', 'starting the database']);
    const [role] = await ask(
      running.url,
      `select rolsuper, rolbypassrls, rolcreatedb, current_database() db from pg_roles where rolname = current_user`,
    );
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreatedb: false, db: 'bridge' });
    const [safe] = await ask(
      running.adminUrl,
      `select current_setting('fsync') f, current_setting('synchronous_commit') s, current_setting('listen_addresses') l, current_setting('unix_socket_directories') u`,
    );
    expect(safe).toEqual({ f: 'on', s: 'on', l: '127.0.0.1', u: '' });
    expect(statSync(folder.access).mode & 0o777).toBe(0o600);
    await ask(running.url, 'create table kept (id int); insert into kept values (7)');
  });

  it('starts again with all data, and leaves no process behind when it stops', async () => {
    const { url } = await start();
    expect(await ask(url, 'select id from kept')).toEqual([{ id: 7 }]);
    const pid = readPostmasterPid(folder.data)?.pid ?? 0;
    expect(alive(pid)).toBe(true);
    await stop();
    expect(alive(pid)).toBe(false);
    expect(existsSync(join(folder.data, 'postmaster.pid'))).toBe(false);
  });

  it('leaves no orphan when its process is killed with -9, and what was committed is there', async () => {
    const { child, answer } = hold();
    const { url } = await answer;
    await ask(url ?? '', 'insert into kept values (8)');
    const pid = readPostmasterPid(folder.data)?.pid ?? 0;
    child.kill('SIGKILL');
    expect(await gone(pid)).toBe(true);
    const again = await start();
    expect(await ask(again.url, 'select id from kept order by id')).toEqual([{ id: 7 }, { id: 8 }]);
  });

  it('waits for the server of a killed process and starts at once after it', async () => {
    const { child, answer } = hold();
    await answer;
    child.kill('SIGKILL');
    const again = await start();
    expect(await ask(again.url, 'select count(*)::int n from kept')).toEqual([{ n: 2 }]);
  });

  it('says that the folder is taken, by whom, and what to do', async () => {
    const { child, answer } = hold();
    await answer;
    await expect(start()).rejects.toMatchObject({
      code: 'folderTaken',
      message: expect.stringMatching(
        new RegExp(`in use by another bridge \\(process ${child.pid}\\): stop that one, or .* BRIDGE_DATA_DIR and BRIDGE_PORT`),
      ),
    });
    child.kill('SIGKILL');
  });

  it('two that start at once: one gets the folder, the other the sentence', async () => {
    const answers = await Promise.all([hold().answer, hold().answer]);
    expect(answers.map(({ code }) => code ?? 'started').toSorted()).toEqual(['folderTaken', 'started']);
    for (const child of holders) child.kill('SIGKILL');
  });

  it('removes a stale number that belongs to another program by now', async () => {
    await (await start()).stop();
    running = undefined;
    writeFileSync(join(folder.data, 'postmaster.pid'), `${process.pid}\n${folder.data}\n0\n5432\n\n127.0.0.1\n\nready\n`, { mode: 0o600 });
    const again = await start();
    expect(await ask(again.url, 'select count(*)::int n from kept')).toEqual([{ n: 2 }]);
  });

  it('makes the database anew when making it was cut short', async () => {
    const other = join(home, 'cut short');
    const first = await startEmbeddedPostgres({ dataDir: other });
    await first.stop();
    renameSync(join(other, 'pg'), join(other, 'pg-making-AAAAAA'));
    running = await startEmbeddedPostgres({ dataDir: other });
    expect(readdirSync(other)).toEqual(['pg']);
  });

  it.each([
    ['passwords that are lost', 'accessLost', () => folder.access, '{}', /bring that file back/],
    ['data of another release', 'otherVersion', () => join(folder.data, 'PG_VERSION'), '15\n', /made by PostgreSQL 15, this is 18/],
  ])('says what to do about %s', async (_what, code, file, content, sentence) => {
    const before = readFileSync(file(), 'utf8');
    writeFileSync(file(), content);
    await expect(start()).rejects.toMatchObject({ code, message: expect.stringMatching(sentence) });
    writeFileSync(file(), before);
  });

  it('tells when the server ends under us', async () => {
    const lost = new Promise<string>((resolve) => {
      void startEmbeddedPostgres({ dataDir, onLost: resolve }).then((started) => {
        running = started;
        process.kill(readPostmasterPid(folder.data)?.pid ?? 0, 'SIGQUIT');
      });
    });
    expect(await lost).toMatch(/immediate shutdown/);
  });
});
