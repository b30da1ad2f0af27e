import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type FreshDatabase, freshDatabase } from '../../../../test/postgres/fresh-database';
import { projectFolder } from '../process/project-folder';

/** Asks a connection that the bridge opens, where nothing is compiled by what was seen before, and tells what each statement left behind. */
const program = `
const { getHeapSpaceStatistics } = require('node:v8');
const { openDatabase } = require(process.env.RUNTIME);
const old = () => getHeapSpaceStatistics().find((one) => one.space_name === 'old_space').space_used_size;
(async () => {
  const db = await openDatabase({ url: process.env.DATABASE, name: 'left by statements', max: 1 });
  const runner = db.createQueryRunner();
  const client = await runner.connect();
  const ask = async (times) => {
    for (let time = 0; time < times; time += 1) await client.query('select 1');
  };
  await ask(2_000);
  const left = [];
  for (let part = 0; part < 9; part += 1) {
    const before = old();
    await ask(1_000);
    left.push((old() - before) / 1_000);
  }
  console.log(left.sort((a, b) => a - b)[4]);
  await runner.release();
  await db.destroy();
})();`;

describe('a statement', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => void (fresh = await freshDatabase({ owners: [] })));
  afterAll(() => fresh?.drop());

  it('leaves next to nothing behind that only the great collection finds', async () => {
    const runtime = join(projectFolder(__dirname), 'dist/libs/runtime/src/index.js');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--no-opt', '--no-maglev', '--no-allocation-site-pretenuring', '--max-semi-space-size=2', '-e', program],
      { env: { ...process.env, RUNTIME: runtime, DATABASE: fresh.url } },
    );
    expect(Number(stdout)).toBeLessThan(300);
  });
});
