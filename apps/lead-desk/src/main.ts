import 'reflect-metadata';
import { join } from 'node:path';
import { ExchangeHttpModule, InboxHistory, openExchange } from '#delivery';
import { describeHttp, PublicDocumentsModule } from '#gateway';
import { createHttpApp, Health, Metrics, openDatabase, OperationsModule, type ProcessGround, runProcess, serve } from '#runtime';
import { Module } from '@nestjs/common';
import { leadDeskOver } from './lead-desk';
import { rebuildProjections } from './rebuild/rebuild-projections';

@Module({})
class LeadDeskProcess {}

const schemasFolder = join(__dirname, '../../../../schemas');
const [, , command] = process.argv;

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

/** `main.js rebuild`: makes the projections anew from the inbox; what people did in the desk stays. */
async function rebuild({ settings, shutdown }: ProcessGround): Promise<void> {
  const db = await openDatabase({ url: settings.databaseUrl ?? '', name: 'rebuild', everyAgency: true });
  shutdown.on('close', 'database', () => db.destroy());
  const say = (events: number): void => void process.stderr.write(`\r… ${events} events folded`);
  const events = await rebuildProjections({ db, history: new InboxHistory(db), onProgress: say });
  process.stderr.write('\n');
  process.stdout.write(`The lead desk was made anew from ${events} events.\n`);
  await shutdown.run('done');
}

void runProcess('lead-desk', { database: true, port: 3003 }, command === 'rebuild' ? rebuild : start);
