import { createServer, type Server } from 'node:http';
import { codeOf } from '../error-code';
import { addressOf } from '../http/http-app';
import { listenRefused } from '../http/listen-refused';
import type { ProcessGround } from '../process/run-process';
import type { Settings } from '../settings/settings';
import type { Metrics } from './metrics';

/** Where METRICS_PORT is not set: so far above the app's own port, which gives each app of a machine one of its own. */
const above = 6_464;

interface MetricsAddress {
  readonly port: number;
  readonly host: string;
  /** Somebody asked for that very port, and looks for the metrics there. */
  readonly wanted: boolean;
}

export function metricsAddressOf({ port, metricsPort, metricsHost: host }: Settings): MetricsAddress {
  if (metricsPort !== undefined) return { port: metricsPort, host, wanted: true };
  return { port: port === 0 || port + above > 65_535 ? 0 : port + above, host, wanted: false };
}

/**
 * Serves `GET /metrics` for Prometheus on a port of its own, until the process ends: what names agencies and targets has no
 * place on the port that the world may reach. Answers its address.
 * @throws PortTaken where METRICS_PORT asked for that port, AddressUnusable
 */
export async function serveMetrics(metrics: Metrics, { settings, log, shutdown }: ProcessGround): Promise<string> {
  const { port, host, wanted } = metricsAddressOf(settings);
  const server = createServer((request, response) => {
    const asked = request.url?.split('?', 1)[0] === '/metrics' && (request.method === 'GET' || request.method === 'HEAD');
    if (!asked) return void response.writeHead(404).end();
    metrics.registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
      (error: unknown) => {
        log.error({ err: error }, 'the metrics could not be gathered');
        response.writeHead(500).end();
      },
    );
  });
  try {
    await listen(server, port, host);
  } catch (error) {
    if (wanted || codeOf(error) !== 'EADDRINUSE')
      throw listenRefused(error, { port, host }, { port: 'METRICS_PORT', host: 'METRICS_HOST' });
    await listen(server, 0, host);
    log.warn(
      { port, url: addressOf(server, host) },
      'the usual port of the metrics is taken; set METRICS_PORT to have them at one that stays',
    );
  }
  shutdown.on('close', 'metrics', () => {
    server.closeAllConnections();
    return new Promise((resolve) => void server.close(resolve));
  });
  return `${addressOf(server, host)}/metrics`;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
