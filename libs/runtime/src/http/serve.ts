import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { ProcessGround } from '../process/run-process';
import { Health } from '../observing/health';
import { listenOn } from './http-app';

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
  for (const strategy of readers) app.connectMicroservice({ strategy });
  shutdown.on('stopTaking', 'ready', () => app.get(Health, { strict: false }).sayStopping());
  shutdown.on('finish', 'app', () => app.close());
  await app.init();
  await app.startAllMicroservices();
  return listenOn(app, settings);
}
