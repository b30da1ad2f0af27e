import { createServer, type Server } from 'node:http';
import { readSettings } from '../settings/read-settings';
import { Shutdown } from '../stopping/shutdown';
import { PortTaken } from '../http/listen-refused';
import { createLogger } from './logger';
import { Metrics } from './metrics';
import { metricsAddressOf, serveMetrics } from './serve-metrics';

describe('metrics', () => {
  const lines: string[] = [];
  const log = createLogger({ name: 'spec', to: { write: (line) => void lines.push(line) } });
  const metrics = new Metrics({ withDefaults: true });
  const shutdown = new Shutdown();
  let taken: Server;
  let port: number;

  const serve = (environment: Record<string, string>): Promise<string> =>
    serveMetrics(metrics, { settings: readSettings(environment), log, shutdown });

  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    port = typeof address === 'object' && address ? address.port : 0;
  });
  afterAll(async () => {
    await shutdown.run('done');
    taken.close();
  });

  it('are served alone, in the format of Prometheus, the event loop among them', async () => {
    const url = await serve({ METRICS_PORT: '0' });
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('version=0.0.4')]);
    expect(await answer.text()).toContain('nodejs_eventloop_lag_p99_seconds');
    expect((await fetch(`${url}?x=1`, { method: 'HEAD' })).status).toBe(200);
    for (const path of ['/', '/metrics/x', '/health/live', '/docs']) expect((await fetch(new URL(path, url))).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  });

  it('are reached from this machine alone, unless told', async () => {
    expect(new URL(await serve({ METRICS_PORT: '0', BRIDGE_HOST: '0.0.0.0' })).hostname).toBe('127.0.0.1');
    expect(new URL(await serve({ METRICS_PORT: '0', METRICS_HOST: '0.0.0.0' })).hostname).toBe('localhost');
  });

  it.each([
    [{}, 9464],
    [{ BRIDGE_PORT: '3001' }, 9465],
    [{ BRIDGE_PORT: '0' }, 0],
    [{ BRIDGE_PORT: '60000' }, 0],
    [{ BRIDGE_PORT: '3001', METRICS_PORT: '9100' }, 9100],
  ])('with %j are at port %i', (environment, expected) => {
    expect(metricsAddressOf(readSettings(environment)).port).toBe(expected);
  });

  it('say what to do where the port they were wanted at is taken', async () => {
    const refused = serve({ METRICS_PORT: String(port) });
    await expect(refused).rejects.toThrow(PortTaken);
    await expect(refused).rejects.toThrow(/choose another with METRICS_PORT/);
    await expect(serve({ METRICS_PORT: '0', METRICS_HOST: '192.0.2.1' })).rejects.toThrow(/no address of this machine: set METRICS_HOST/);
  });

  it('go elsewhere and say so where only their usual port is taken, for no start fails of that', async () => {
    const url = await serve({ BRIDGE_PORT: String(port - 6_464) });
    expect((await fetch(url)).status).toBe(200);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 'warn', port, url: new URL(url).origin }]);
  });

  it('end with the process', async () => {
    const ending = new Shutdown();
    const url = await serveMetrics(metrics, { settings: readSettings({ METRICS_PORT: '0' }), log, shutdown: ending });
    await fetch(url).then((answer) => answer.text());
    await ending.run('done');
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});
