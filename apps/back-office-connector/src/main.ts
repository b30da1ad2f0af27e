import 'reflect-metadata';
import { ExchangeHttpModule, openExchange } from '#delivery';
import { connectionsPart } from '#connections';
import { serveApp } from '#gateway';
import { runProcess } from '#runtime';
import { backOfficeConnector } from './back-office-connector';

void runProcess('back-office-connector', { database: true, port: 3002 }, async (ground) => {
  const exchange = await openExchange(ground, ground.settings.databaseUrl ?? '', 'back-office-connector');
  const { url, metricsUrl } = await serveApp(ground, {
    title: 'People Exchange: what back offices talk to',
    sides: ['backOffice'],
    over: exchange,
    parts: [{ module: ExchangeHttpModule.with(exchange) }, backOfficeConnector(exchange), connectionsPart(ground, exchange)],
  });
  ground.log.info({ metricsUrl }, `back-office-connector listens at ${url}`);
});
