import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
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
import { freshDatabase } from '../postgres/fresh-database';
import { AppProcess } from './app-process';

const apps = ['web-ingest', 'back-office-connector', 'lead-desk'] as const;

function worksApart(log: string, more: () => Promise<Readonly<Record<string, string>>>): void {
  it(`a day passes both ways through processes of their own (${log}), the lead desk counts it, and each stops in order`, async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'bridge-apart-'));
    const database = await freshDatabase({ owners: [] });
    const environment = { BRIDGE_DATA_DIR: dataDir, DATABASE_URL: database.url, BRIDGE_DEMO: 'off', ...(await more()) };
    const running: AppProcess[] = [];
    try {
      expect(await AppProcess.start('bridge', environment, ['migrate']).done).toBe(0);
      // The file is the bridge's own, in the shape it promises.
      const access = JSON.parse(readFileSync(join(dataDir, 'access.json'), 'utf8')) as { operatorKey: string };
      for (const app of apps) running.push(AppProcess.start(app, environment));
      const [website = '', backOffice = '', desk = ''] = await Promise.all(running.map((app) => app.url()));
      const operator = new Operator(desk, access.operatorKey);
      const names = freshNames();
      const day = dayOf('apart', new Date(Date.now() - 48 * 3_600_000), names, firstDay);
      const set = await setStage(operator, names, 'none');
      try {
        const played = await playDay(day, { speakers: () => speakersAt({ website, backOffice }, set), heldBy: heldBy(set) });
        const { tally, settled } = await settle(operator, names.agency, played, 60_000, () => undefined);
        expect({ settled, unbalanced: unbalanced(tally) }).toEqual({ settled: true, unbalanced: [] });
        expect(compare(played, twinJournals(day, set)).findings).toEqual([]);
        expect(tally.targets.find(({ target }) => target === 'lead-desk')?.delivered).toBeGreaterThan(500);
      } finally {
        await Promise.all([set.twins.website.close(), set.twins.backOffice.close()]);
      }
      expect(await Promise.all(running.splice(0).map((app) => app.stop()))).toEqual([0, 0, 0]);
    } finally {
      await Promise.all(running.map((app) => app.stop()));
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, 150_000);
}

describe('the apps apart on the embedded log', () => {
  worksApart('embedded', async () => ({ EVENT_LOG: 'postgres' }));
});

describeWithKafka('the apps apart on Kafka', () => {
  let kafka: OwnKafka | undefined;
  afterAll(() => kafka?.stop());
  worksApart('Kafka', async () => {
    kafka = await startKafka();
    return { EVENT_LOG: 'kafka', KAFKA_BROKERS: kafka.brokers.join(',') };
  });
});
