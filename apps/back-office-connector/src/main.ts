import 'reflect-metadata';
import { join } from 'node:path';
import { ExchangeHttpModule, openExchange } from '#delivery';
import { describeHttp, GatewayModule, PublicDocumentsModule } from '#gateway';
import { createHttpApp, Health, Metrics, OperationsModule, projectFolder, runProcess, serve } from '#runtime';
import { Module } from '@nestjs/common';
import { backOfficeConnector } from './back-office-connector';

@Module({})
class BackOfficeConnectorProcess {}

const schemasFolder = join(projectFolder(__dirname), 'schemas');

void runProcess('back-office-connector', { database: true, port: 3002 }, async (ground) => {
  const exchange = await openExchange(ground, ground.settings.databaseUrl ?? '', 'back-office-connector');
  const { module, reader } = backOfficeConnector(exchange);
  const imports = [
    OperationsModule.with(new Health().add({ name: 'event log', check: () => exchange.log.ready() }), new Metrics({ withDefaults: true })),
    ExchangeHttpModule.with(exchange),
    PublicDocumentsModule.from({ schemasFolder }),
    GatewayModule.over(['backOffice'], exchange),
    module,
  ];
  const app = await createHttpApp({ module: BackOfficeConnectorProcess, imports }, { log: ground.log, bodyLimit: 2 ** 21 });
  describeHttp(app, { title: 'People Exchange: what back offices talk to', version: '1', schemasFolder, takesEvents: true });
  ground.log.info(`back-office-connector listens at ${await serve(app, [reader], ground)}`);
});
