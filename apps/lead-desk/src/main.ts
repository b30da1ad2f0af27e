import 'reflect-metadata';
import { join } from 'node:path';
import { ExchangeHttpModule, openExchange } from '#delivery';
import { describeHttp, PublicDocumentsModule } from '#gateway';
import { createHttpApp, Health, Metrics, OperationsModule, projectFolder, type ProcessGround, runProcess, serve } from '#runtime';
import { Module } from '@nestjs/common';
import { leadDeskOver } from './lead-desk';

@Module({})
class LeadDeskProcess {}

const schemasFolder = join(projectFolder(__dirname), 'schemas');

async function start(ground: ProcessGround): Promise<void> {
  const exchange = await openExchange(ground, ground.settings.databaseUrl ?? '', 'lead-desk');
  const { module, reader } = leadDeskOver(exchange);
  const imports = [
    OperationsModule.with(new Health().add({ name: 'event log', check: () => exchange.log.ready() }), new Metrics({ withDefaults: true })),
    ExchangeHttpModule.with(exchange),
    PublicDocumentsModule.from({ schemasFolder }),
    module,
  ];
  const app = await createHttpApp({ module: LeadDeskProcess, imports }, { log: ground.log });
  describeHttp(app, { title: 'People Exchange: the lead desk', version: '1', schemasFolder, takesEvents: false });
  ground.log.info(`lead-desk listens at ${await serve(app, [reader], ground)}`);
}

void runProcess('lead-desk', { database: true, port: 3003 }, start);
