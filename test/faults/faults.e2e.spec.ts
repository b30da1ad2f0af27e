import { execFile, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { FaultResult } from './run-faults';

const root = resolve(__dirname, '../..');
const run = promisify(execFile);

/** Few of many: one of each kind. All of them run by `npm run faults`. */
const selection = {
  embedded: ['killed-at-after-answer', 'postgres-stopped-hard'],
  kafka: ['kafka-answers-cut'],
};

async function faults(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const main = join(root, 'dist/test/faults/main.js');
  // A broken promise ends it with 1, and its table says which.
  return run(process.execPath, [main, ...args], { cwd: root, maxBuffer: 2 ** 24 }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
}

describe('under faults', () => {
  beforeAll(() => {
    const tsc = [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(__dirname, 'tsconfig.json')];
    const built = spawnSync(process.execPath, tsc, { cwd: root, encoding: 'utf8' });
    if (built.status !== 0) throw new TypeError(built.stdout);
  }, 400_000);

  it('says in a line what is wrong with what was typed', async () => {
    const { stderr } = await faults('--lst');
    expect(stderr).toMatch(/^Unknown option '--lst'.*; there are .*--list.*\n$/su);
    expect(stderr).not.toContain('    at ');
  });

  const onKafka = process.env['TEST_KAFKA_FROM'] === 'jars' || process.env['CI'] === 'true' ? it : it.skip;

  const allHold = async (log: 'embedded' | 'kafka'): Promise<void> => {
    const { stdout, stderr } = await faults(...selection[log], '--log', log, '--scale', '0.5', '--json');
    const { faults: results }: { faults: FaultResult[] } = JSON.parse(stdout || '{"faults":[]}');
    expect({ results: results.map(({ name, held }) => ({ name, held })), stderr: results.every(({ held }) => held) ? '' : stderr }).toEqual(
      {
        results: selection[log].map((name) => ({ name, held: true })),
        stderr: '',
      },
    );
    expect(results.every(({ accepted }) => accepted > 100)).toBe(true);
  };

  it('I1 to I10: hold on the embedded log, whatever is killed or stopped', () => allHold('embedded'), 240_000);

  onKafka('I1 to I10: hold on Kafka, whatever is killed or cut', () => allHold('kafka'), 240_000);

  it('the checker finds a bug that was put in on purpose', async () => {
    const { stderr } = await faults('--seeded', 'skipsAnEvent', '--log', 'embedded', '--scale', '0.5');
    expect(stderr).toMatch(/found +embedded +skipsAnEvent/);
  }, 400_000);
});
