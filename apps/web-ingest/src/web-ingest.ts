import type { Exchange } from '#delivery';
import { EventLogStrategy } from '#event-log';
import { type DynamicModule, Module } from '@nestjs/common';
import { FromBackOfficesController, WEB_INGEST } from './deliver-to-websites/from-back-offices-controller';
import { WebsiteDelivery } from './deliver-to-websites/website-delivery';

@Module({})
class WebIngestModule {}

/** What websites talk to, without a server of its own: a module for one, and the reader that drives it. */
export function webIngest(exchange: Exchange): { module: DynamicModule; reader: EventLogStrategy } {
  const delivery = new WebsiteDelivery(exchange);
  return {
    module: {
      module: WebIngestModule,
      controllers: [FromBackOfficesController],
      providers: [{ provide: WebsiteDelivery, useValue: delivery }],
    },
    reader: new EventLogStrategy({
      log: exchange.log,
      group: delivery.group,
      transport: WEB_INGEST,
      positionOf: (topic, partition) => delivery.positionOf(topic, partition),
      onIncident: exchange.onIncident,
      partitionsAtOnce: delivery.partitionsAtOnce,
    }),
  };
}
