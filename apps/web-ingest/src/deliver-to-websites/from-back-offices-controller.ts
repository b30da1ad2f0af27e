import { FailuresAsTheyAre, type RecordBatch, topics } from '#event-log';
import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { WebsiteDelivery } from './website-delivery';

/** Names the transport whose batches are this reader's. */
export const WEB_INGEST = Symbol('web-ingest');

/** Takes what back offices said, one call per batch. */
@Controller()
@UseFilters(FailuresAsTheyAre)
export class FromBackOfficesController {
  constructor(@Inject(WebsiteDelivery) private readonly delivery: WebsiteDelivery) {}

  @EventPattern(topics.fromBackOffices, WEB_INGEST)
  take(@Payload() batch: RecordBatch): Promise<void> {
    return this.delivery.take(batch);
  }
}
