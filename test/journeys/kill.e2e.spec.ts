import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../libs/runtime/src/postgres/free-port';
import { BridgeProcess, Chance, firstDay, Operator } from '../../apps/twin/src/index';
import { describeOnBothLogs } from './both-logs';
import { expectDayToArrive } from './played-day';

const entry = resolve(__dirname, '../../dist/apps/bridge/src/main.js');
const kills = 10;

describeOnBothLogs('a bridge that is killed', (log, settings) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bridge-killed-'));
  let bridge: BridgeProcess | undefined;

  afterAll(async () => {
    await bridge?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it(`I1, I2, I3, I4 (${log}): after kill -9 at ten random moments nothing accepted is missing, doubled or out of order`, async () => {
    const seed = process.env.TEST_SEED ?? String(Date.now());
    process.stdout.write(`TEST_SEED=${seed}\n`);
    const port = await freePort();
    const environment = { ...process.env, ...(await settings()) };
    const start = async (): Promise<BridgeProcess> => (bridge = await BridgeProcess.start({ entry, environment, dataDir, port }));
    const { url, operatorKey } = (await start()).address;
    let killed = 0;
    const began = Date.now();
    let restarting: Promise<void> = Promise.resolve();
    const killAndRestart = async (): Promise<void> => {
      if (bridge?.pid !== undefined) process.kill(bridge.pid, 'SIGKILL');
      killed += 1;
      await bridge?.stop();
      await start();
      process.stdout.write(`${log}: killed and started again ${killed} times after ${Math.round((Date.now() - began) / 1_000)} s\n`);
    };
    const moments = momentsOf(seed);
    const { arrived } = await expectDayToArrive({
      operator: new Operator(url, operatorKey),
      seed,
      size: { ...firstDay, websiteBorn: 60 },
      faults: 'day',
      speakAt: url,
      insistMs: 60_000,
      patienceMs: 30_000,
      onProgress: (done, of) => {
        if (done >= (moments[0] ?? Number.POSITIVE_INFINITY) * of) {
          moments.shift();
          restarting = restarting.then(killAndRestart);
        }
      },
      onPlayed: async () => {
        await restarting;
        expect(killed).toBe(kills);
      },
      settleWithinMs: 120_000,
    });
    expect(arrived).toBeGreaterThan(500);
  }, 400_000);
});

/** Ten moments spread over the day, as parts of it, moved about by the seed. */
function momentsOf(seed: string): number[] {
  const chance = new Chance(seed);
  return Array.from({ length: kills }, (_, index) => (index + 0.2 + 0.7 * chance.real()) / (kills + 0.5));
}
