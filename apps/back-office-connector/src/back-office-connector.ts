import type { Exchange } from '#delivery';
import { EventLogStrategy } from '#event-log';
import { type DynamicModule, Module } from '@nestjs/common';
import { BackOfficeDelivery } from './deliver-to-back-offices/back-office-delivery';
import { BACK_OFFICE_CONNECTOR, FromWebsitesController } from './deliver-to-back-offices/from-websites-controller';

@Module({})
class BackOfficeConnectorModule {}

/** What back offices talk to, without a server of its own: a module for one, and the reader that drives it. */
export function backOfficeConnector(exchange: Exchange): { module: DynamicModule; reader: EventLogStrategy } {
  const delivery = new BackOfficeDelivery(exchange);
  return {
    module: {
      module: BackOfficeConnectorModule,
      controllers: [FromWebsitesController],
      providers: [{ provide: BackOfficeDelivery, useValue: delivery }],
    },
    reader: new EventLogStrategy({
      log: exchange.log,
      group: delivery.group,
      transport: BACK_OFFICE_CONNECTOR,
      positionOf: (topic, partition) => delivery.positionOf(topic, partition),
      onIncident: exchange.onIncident,
      partitionsAtOnce: delivery.partitionsAtOnce,
    }),
  };
}
