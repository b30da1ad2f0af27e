import 'reflect-metadata';
import { connectionsPart } from '#connections';
import { ExchangeHttpModule, openExchange } from '#delivery';
import { serveApp } from '#gateway';
import { runProcess } from '#runtime';
import { signOnPart } from '#sign-on';
import { leadDeskOver } from './lead-desk';

void runProcess('lead-desk', { database: true, port: 3003 }, async (ground) => {
  const exchange = await openExchange(ground, ground.settings.databaseUrl ?? '', 'lead-desk');
  // The connector delivers, reads and takes webhooks.
  const connections = connectionsPart(ground, exchange, { works: false });
  // Links are asked for and opened at web-ingest; products are set up here too.
  const signOn = signOnPart(ground, exchange);
  const { url, metricsUrl } = await serveApp(ground, {
    title: 'People Exchange: the lead desk',
    sides: [],
    over: exchange,
    parts: [
      { module: ExchangeHttpModule.with(exchange) },
      leadDeskOver(exchange, connections.setUp, signOn.open, ground.settings),
      connections,
    ],
  });
  ground.log.info({ metricsUrl }, `lead-desk listens at ${url}`);
});
