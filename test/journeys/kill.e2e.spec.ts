import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  BridgeProcess,
  compare,
  dayOf,
  firstDay,
  freshNames,
  heldBy,
  Operator,
  playDay,
  setStage,
  settle,
  speakersAt,
  twinJournals,
  unbalanced,
} from '../../apps/twin/src/index';
import { describeWithKafka, type OwnKafka, startKafka } from '../kafka/kafka-for-tests';

const entry = resolve(__dirname, '../../dist/apps/bridge/src/main.js');
const kills = 10;

function survivesKills(log: string, more: () => Promise<Readonly<Record<string, string>>>): void {
  const dataDir = mkdtempSync(join(tmpdir(), 'bridge-killed-'));
  let running: BridgeProcess | undefined;

  afterAll(async () => {
    await running?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it(`I1, I2, I3, I4 (${log}): after kill -9 at ten random moments nothing accepted is missing, doubled or out of order`, async () => {
    const seed = process.env.TEST_SEED ?? String(Date.now());
    process.stdout.write(`TEST_SEED=${seed}\n`);
    const port = await freePort();
    const environment = { ...process.env, ...(await more()) };
    const start = (): Promise<BridgeProcess> => BridgeProcess.start({ entry, environment, dataDir, port });
    let bridge = await start();
    running = bridge;
    const names = freshNames();
    const day = dayOf(seed, new Date(Date.now() - 48 * 3_600_000), names, { ...firstDay, websiteBorn: 60 });
    const operator = new Operator(bridge.address.url, bridge.address.operatorKey);
    const set = await setStage(operator, names, 'day');
    let killed = 0;
    const began = Date.now();
    let restarting: Promise<void> = Promise.resolve();
    const killAndRestart = async (): Promise<void> => {
      if (bridge.pid !== undefined) process.kill(bridge.pid, 'SIGKILL');
      killed += 1;
      await bridge.stop();
      bridge = await start();
      running = bridge;
      process.stdout.write(`${log}: killed and started again ${killed} times after ${Math.round((Date.now() - began) / 1_000)} s\n`);
    };
    const moments = momentsOf(seed, day.requests.length);
    try {
      const played = await playDay(day, {
        speakers: () => speakersAt(bridge.address.url, set),
        heldBy: heldBy(set),
        insistMs: 60_000,
        patienceMs: 30_000,
        onProgress: (done) => {
          if (done >= (moments[0] ?? Number.POSITIVE_INFINITY)) {
            moments.shift();
            restarting = restarting.then(killAndRestart);
          }
        },
      });
      await restarting;
      expect(killed).toBe(kills);
      const { tally, settled } = await settle(operator, names.agency, played, 120_000, () => undefined);
      expect({ settled, unbalanced: unbalanced(tally) }).toEqual({ settled: true, unbalanced: [] });
      const comparison = compare(played, twinJournals(day, set));
      expect(comparison.findings.slice(0, 5)).toEqual([]);
      expect(comparison.arrived).toBeGreaterThan(500);
    } finally {
      await Promise.all([set.twins.website.close(), set.twins.backOffice.close()]);
    }
  }, 400_000);
}

describe('a bridge on the embedded log that is killed', () => {
  survivesKills('embedded', async () => ({ EVENT_LOG: 'postgres' }));
});

describeWithKafka('a bridge on Kafka that is killed', () => {
  let kafka: OwnKafka | undefined;
  afterAll(() => kafka?.stop());
  survivesKills('Kafka', async () => {
    kafka = await startKafka();
    return { EVENT_LOG: 'kafka', KAFKA_BROKERS: kafka.brokers.join(',') };
  });
});

/** Ten moments spread over the day, moved about by the seed. */
function momentsOf(seed: string, requests: number): number[] {
  let state = [...seed].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);
  return Array.from({ length: kills }, (_, index) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor(((index + 0.2 + (0.7 * state) / 2 ** 32) * requests) / (kills + 0.5));
  });
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
