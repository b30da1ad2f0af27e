import { FailuresAsTheyAre, type RecordBatch, topics } from '#event-log';
import { Controller, Inject, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { BackOfficeDelivery } from './back-office-delivery';

/** Names the transport whose batches are this reader's. */
export const BACK_OFFICE_CONNECTOR = Symbol('back-office-connector');

/** Takes what websites said, one call per batch. */
@Controller()
@UseFilters(FailuresAsTheyAre)
export class FromWebsitesController {
  constructor(@Inject(BackOfficeDelivery) private readonly delivery: BackOfficeDelivery) {}

  @EventPattern(topics.fromWebsites, BACK_OFFICE_CONNECTOR)
  take(@Payload() batch: RecordBatch): Promise<void> {
    return this.delivery.take(batch);
  }
}
