import { OtlpReceiver } from '../../../../test/tracing/otlp-receiver';
import { until } from '../../../../test/journeys/until';
import { createLogger } from '../observing/logger';
import { readSettings } from '../settings/read-settings';
import { Shutdown } from '../stopping/shutdown';
import { openTracing } from './open-tracing';
import type { Tracing } from './tracing';

describe('traces', () => {
  const collector = new OtlpReceiver();
  const lines: string[] = [];
  const log = createLogger({ name: 'spec', to: { write: (line) => void lines.push(line) } });
  let endpoint: string;

  const open = async (more: Record<string, string> = {}): Promise<{ tracing: Tracing; shutdown: Shutdown }> => {
    const shutdown = new Shutdown();
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_BSP_SCHEDULE_DELAY: '10', ...more };
    const tracing = await openTracing({ settings: readSettings(environment), log, shutdown }, 'spec');
    if (!tracing) throw new TypeError('not traced');
    return { tracing, shutdown };
  };
  const span = (tracing: Tracing): void => tracing.begin('work', { kind: 'internal', attributes: {} }).end();

  beforeAll(async () => void (endpoint = await collector.start()));
  beforeEach(() => {
    collector.mode = 'takes';
    lines.length = 0;
  });
  afterAll(() => collector.stop());

  it('are none where no collector is set', async () => {
    const ground = { settings: readSettings({}), log, shutdown: new Shutdown() };
    expect(await openTracing(ground, 'spec')).toBeUndefined();
  });

  it('are sent to the collector’s own path, below whatever address it has', async () => {
    const { tracing, shutdown } = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: `${endpoint}/`, OTEL_SERVICE_NAME: 'oak' });
    span(tracing);
    await shutdown.run('done');
    expect(collector.spans.at(-1)).toMatchObject({
      name: 'work',
      resource: { 'service.name': 'oak', 'service.namespace': 'people-exchange' },
    });
  });

  it('that the collector refuses are told of once, and once when it takes them again, with how many were lost', async () => {
    const { tracing, shutdown } = await open();
    collector.mode = 'refuses';
    for (let asked = collector.requests, n = 1; n <= 3; n += 1) {
      span(tracing);
      await until(() => collector.requests === asked + n);
    }
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 'warn', msg: expect.stringContaining('takes no spans') }]);
    await until(() => {
      collector.mode = 'takes';
      span(tracing);
      return lines.length > 1;
    });
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ level: 'info', lost: 3 });
    expect(lines).toHaveLength(2);
    await shutdown.run('done');
  });

  it('I6: that a collector keeps waiting pile up to a bound, and whoever makes them never waits', async () => {
    collector.mode = 'hangs';
    const { tracing, shutdown } = await open();
    const [taken, asked] = [collector.spans.length, collector.requests];
    const began = performance.now();
    for (let n = 0; n < 20_000; n += 1) span(tracing);
    expect(performance.now() - began).toBeLessThan(5_000);
    await until(() => collector.requests > asked);
    collector.mode = 'takes';
    await shutdown.run('done');
    expect(collector.spans.length - taken).toBeGreaterThan(1_000);
    expect(collector.spans.length - taken).toBeLessThanOrEqual(4_096);
  });

  it('that a collector keeps waiting hold up no stop', async () => {
    collector.mode = 'hangs';
    const { tracing, shutdown } = await open();
    span(tracing);
    const began = performance.now();
    await shutdown.run('done');
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
