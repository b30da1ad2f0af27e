import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp, createLogger, listenOn, Metrics, OperationsModule, readSettings, Shutdown } from '#runtime';
import { freshDatabase, type FreshDatabase } from '../../../test/postgres/fresh-database';
import { until } from '../../../test/journeys/until';
import { openExchange } from './open-exchange';

describe('the readiness of a process on the exchange', () => {
  const log = createLogger({ name: 'spec', level: 'silent' });
  const shutdown = new Shutdown({ log });
  let database: FreshDatabase;
  let app: NestFastifyApplication;
  /** Asks as an orchestrator does, again where an answer took longer than a probe may, and gives the first other answer. */
  let ready: () => Promise<{ status: number; body: unknown }>;

  beforeAll(async () => {
    database = await freshDatabase({ owners: ['event_log', 'exchange'] });
    const exchange = await openExchange({ settings: readSettings({}), log, shutdown }, database.url, 'spec');
    app = await createHttpApp(OperationsModule.with(exchange.health, new Metrics()), { log });
    const url = await listenOn(app, { port: 0, host: '127.0.0.1' });
    ready = async () => {
      let said: { status: number; body: unknown } = { status: 0, body: undefined };
      await until(async () => {
        const answer = await fetch(`${url}/health/ready`);
        said = { status: answer.status, body: await answer.json() };
        return !JSON.stringify(said.body).includes('did not answer within');
      });
      return said;
    };
  });
  afterAll(async () => {
    await app?.close();
    await shutdown.run('the test is over');
    await database?.drop();
  });

  it('is there while the database answers, and away with it, with a sentence of what is missing', async () => {
    expect(await ready()).toMatchObject({ status: 200, body: { ok: true, missing: [] } });
    await database.drop();
    expect(await ready()).toEqual({
      status: 503,
      body: {
        ok: false,
        missing: [expect.stringMatching(/^database does not answer: ./), 'event log does not work'],
        warnings: [expect.stringMatching(/^The database of the log does not answer: ./)],
      },
    });
  });
});
