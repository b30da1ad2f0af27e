import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstDay, Operator } from '../../apps/twin/src/index';
import { freshDatabase } from '../postgres/fresh-database';
import { AppProcess } from './app-process';
import { describeOnBothLogs } from './both-logs';
import { expectDayToArrive } from './played-day';

const apps = ['web-ingest', 'back-office-connector', 'lead-desk'] as const;

describeOnBothLogs('the apps apart', (log, settings) => {
  it(`a day passes both ways through processes of their own (${log}), the lead desk counts it, and each stops in order`, async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'bridge-apart-'));
    const database = await freshDatabase({ owners: [] });
    const environment = { BRIDGE_DATA_DIR: dataDir, DATABASE_URL: database.url, BRIDGE_DEMO: 'off', ...(await settings()) };
    const running: AppProcess[] = [];
    try {
      expect(await AppProcess.start('bridge', environment, ['migrate']).done).toBe(0);
      // The file is the bridge's own, in the shape it promises.
      const access = JSON.parse(readFileSync(join(dataDir, 'access.json'), 'utf8')) as { operatorKey: string };
      for (const app of apps) running.push(AppProcess.start(app, environment));
      const [website = '', backOffice = '', desk = ''] = await Promise.all(running.map((app) => app.url()));
      const { tally } = await expectDayToArrive({
        operator: new Operator(desk, access.operatorKey),
        seed: 'apart',
        size: firstDay,
        faults: 'none',
        speakAt: { website, backOffice },
        settleWithinMs: 60_000,
      });
      expect(tally.targets.find(({ target }) => target === 'lead-desk')?.delivered).toBeGreaterThan(500);
      expect(await Promise.all(running.splice(0).map((app) => app.stop()))).toEqual([0, 0, 0]);
    } finally {
      await Promise.all(running.map((app) => app.stop()));
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, 400_000);
});
