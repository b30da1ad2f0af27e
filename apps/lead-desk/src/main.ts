import 'reflect-metadata';
import { ExchangeHttpModule, openExchange } from '#delivery';
import { serveApp } from '#gateway';
import { runProcess } from '#runtime';
import { leadDeskOver } from './lead-desk';

void runProcess('lead-desk', { database: true, port: 3003 }, async (ground) => {
  const exchange = await openExchange(ground, ground.settings.databaseUrl ?? '', 'lead-desk');
  const { url, metricsUrl } = await serveApp(ground, {
    title: 'People Exchange: the lead desk',
    sides: [],
    over: exchange,
    parts: [{ module: ExchangeHttpModule.with(exchange) }, leadDeskOver(exchange)],
  });
  ground.log.info({ metricsUrl }, `lead-desk listens at ${url}`);
});
