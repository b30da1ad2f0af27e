import type { Server } from 'node:http';
import type { DynamicModule, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { isError } from '../error-code';
import type { Logger } from '../observing/logger';
import { listenRefused } from './listen-refused';
import { ProblemFilter } from './problem-filter';

export interface HttpAppOptions {
  readonly log: Logger;
  /** Bytes; 1 MiB unless told. */
  readonly bodyLimit?: number;
  /** For routes that bring a filter of their own. */
  readonly ownErrors?: boolean;
}

/** A Nest app on Fastify whose errors are problem details and whose own words go to our log. */
export async function createHttpApp(root: Type | DynamicModule, o: HttpAppOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: o.bodyLimit ?? 2 ** 20, forceCloseConnections: 'idle' });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, { logger: nestLog(o.log), abortOnError: false });
  if (!o.ownErrors) app.useGlobalFilters(new ProblemFilter(o.log));
  return app;
}

/**
 * Answers the address where it listens.
 * @throws PortTaken, AddressUnusable
 */
export async function listenOn(app: NestFastifyApplication, o: { port: number; host: string }): Promise<string> {
  try {
    await app.listen(o.port, o.host);
  } catch (error) {
    throw listenRefused(error, o);
  }
  return addressOf(app.getHttpServer(), o.host);
}

/** Where a server that listens can be asked from this machine. */
export function addressOf(server: Server, listensAt: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  // Listening everywhere is no address to open in a browser.
  const host = listensAt === '0.0.0.0' || listensAt === '::' ? 'localhost' : listensAt.includes(':') ? `[${listensAt}]` : listensAt;
  return `http://${host}:${port}`;
}

/** Nest tells much of its own start; only its warnings and errors are noteworthy. */
function nestLog(log: Logger): LoggerService {
  const say =
    (level: 'debug' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...more: unknown[]): void => {
      const place = more.findLast((part) => typeof part === 'string');
      if (typeof message !== 'object' || message === null) return log[level]({ place }, String(message));
      const { msg, ...facts } = isError(message) ? { err: message, msg: message.message } : { msg: 'noted', ...message };
      log[level]({ place, ...facts }, String(msg));
    };
  return { log: say('debug'), verbose: say('debug'), debug: say('debug'), warn: say('warn'), error: say('error'), fatal: say('fatal') };
}
