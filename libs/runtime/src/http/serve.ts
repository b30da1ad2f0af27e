import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';
import type { ProcessGround } from '../process/run-process';
import { Health } from '../observing/health';
import { listenOn } from './http-app';

/** Nest would make a message of what a reader's handler throws; its transport has to hear the error itself. */
@Catch()
class PassOn implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * Starts the readers of an app, then lets it listen; answers its address. It stops in order: it says it is not ready, takes
 * nothing more, finishes what it took, and only then what was opened before it is closed.
 * @throws PortTaken
 */
export async function serve(
  app: NestFastifyApplication,
  readers: readonly CustomTransportStrategy[],
  { settings, shutdown }: Pick<ProcessGround, 'settings' | 'shutdown'>,
): Promise<string> {
  for (const strategy of readers) app.connectMicroservice({ strategy }).useGlobalFilters(new PassOn());
  shutdown.on('stopTaking', 'ready', () => app.get(Health, { strict: false }).sayStopping());
  shutdown.on('finish', 'app', () => app.close());
  await app.init();
  await app.startAllMicroservices();
  return listenOn(app, settings);
}
