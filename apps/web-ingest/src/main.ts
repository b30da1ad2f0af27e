import 'reflect-metadata';
import { join } from 'node:path';
import { ExchangeHttpModule, openExchange } from '#delivery';
import { describeHttp, GatewayModule, PublicDocumentsModule } from '#gateway';
import { createHttpApp, Health, Metrics, OperationsModule, projectFolder, runProcess, serve } from '#runtime';
import { Module } from '@nestjs/common';
import { webIngest } from './web-ingest';

@Module({})
class WebIngestProcess {}

const schemasFolder = join(projectFolder(__dirname), 'schemas');

void runProcess('web-ingest', { database: true, port: 3001 }, async (ground) => {
  const exchange = await openExchange(ground, ground.settings.databaseUrl ?? '', 'web-ingest');
  const { module, reader } = webIngest(exchange);
  const imports = [
    OperationsModule.with(new Health().add({ name: 'event log', check: () => exchange.log.ready() }), new Metrics({ withDefaults: true })),
    ExchangeHttpModule.with(exchange),
    PublicDocumentsModule.from({ schemasFolder }),
    GatewayModule.over(['website'], exchange),
    module,
  ];
  const app = await createHttpApp({ module: WebIngestProcess, imports }, { log: ground.log, bodyLimit: 2 ** 21 });
  describeHttp(app, { title: 'People Exchange: what websites talk to', version: '1', schemasFolder, takesEvents: true });
  ground.log.info(`web-ingest listens at ${await serve(app, [reader], ground)}`);
});
