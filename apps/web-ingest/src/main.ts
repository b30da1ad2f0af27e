import 'reflect-metadata';
import { ExchangeHttpModule, openExchange } from '#delivery';
import { serveApp } from '#gateway';
import { runProcess } from '#runtime';
import { signOnPart } from '#sign-on';
import { webIngest } from './web-ingest';

void runProcess('web-ingest', { database: true, port: 3001 }, async (ground) => {
  const exchange = await openExchange(ground, ground.settings.databaseUrl ?? '', 'web-ingest');
  const signOn = signOnPart(ground, exchange);
  const { url, metricsUrl } = await serveApp(ground, {
    title: 'People Exchange: what websites talk to',
    sides: ['website'],
    over: exchange,
    publicKeys: signOn.publicKeys,
    parts: [{ module: ExchangeHttpModule.with(exchange) }, webIngest(exchange), signOn],
  });
  ground.log.info({ metricsUrl }, `web-ingest listens at ${url}`);
});
