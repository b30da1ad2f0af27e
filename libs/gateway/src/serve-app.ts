import { join } from 'node:path';
import {
  createHttpApp,
  type Health,
  type Metrics,
  OperationsModule,
  type ProcessGround,
  projectFolder,
  serve,
  serveMetrics,
} from '#runtime';
import { type DynamicModule, Module } from '@nestjs/common';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { GatewayModule, type GatewayParts } from './gateway.module';
import { describeHttp } from './public-documents/describe-http';
import { PublicKeySet } from './ports';
import { PublicDocumentsModule } from './public-documents/public-documents.module';
import type { TakeEventsOptions } from './take-events/take-events';

export interface AppToServe extends Pick<TakeEventsOptions, 'sides'> {
  /** Of its API, as `/docs` shows it. */
  readonly title: string;
  readonly over: GatewayParts & { readonly health: Health; readonly metrics: Metrics };
  /** What `/.well-known/jwks.json` publishes; an empty set without. */
  readonly publicKeys?: PublicKeySet;
  /** What is the app's own, each with the reader that drives it, if any. */
  readonly parts: readonly { readonly module: DynamicModule; readonly reader?: CustomTransportStrategy }[];
}

@Module({})
class App {}

const schemasFolder = join(projectFolder(__dirname), 'schemas');

export interface ServedApp {
  readonly url: string;
  /** For Prometheus; on a port of its own. */
  readonly metricsUrl: string;
}

/** Serves an app with what every app has: operations, public documents, and the gateway where it takes events. Answers where. */
export async function serveApp(ground: ProcessGround, { title, sides, over, publicKeys, parts }: AppToServe): Promise<ServedApp> {
  const metricsUrl = await serveMetrics(over.metrics, ground);
  const takesEvents = sides.length > 0;
  const imports = [
    OperationsModule.with(over.health, over.metrics),
    PublicDocumentsModule.from({ schemasFolder, publicKeySet: publicKeys && { provide: PublicKeySet, useValue: publicKeys } }),
    ...(takesEvents ? [GatewayModule.over(sides, over)] : []),
    ...parts.map(({ module }) => module),
  ];
  const app = await createHttpApp({ module: App, imports }, { log: ground.log, bodyLimit: takesEvents ? 2 ** 21 : undefined });
  describeHttp(app, { title, version: '1', schemasFolder, takesEvents });
  const readers = parts.flatMap(({ reader }) => reader ?? []);
  return { url: await serve(app, readers, ground), metricsUrl };
}
