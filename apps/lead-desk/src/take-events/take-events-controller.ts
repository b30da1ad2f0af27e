import { Controller, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { FailuresAsTheyAre, type RecordBatch, topics } from '#event-log';
import { LeadDeskReader } from './lead-desk-reader';

/** Names the transport whose batches are the lead desk's. */
export const LEAD_DESK = Symbol('lead-desk');

/** The lead desk reads both topics: it sees everything. One call per batch; it ends when the batch is taken or throws. */
@Controller()
@UseFilters(FailuresAsTheyAre)
export class TakeEventsController {
  constructor(private readonly reader: LeadDeskReader) {}

  @EventPattern(topics.fromWebsites, LEAD_DESK)
  fromWebsites(@Payload() batch: RecordBatch): Promise<void> {
    return this.reader.take(batch);
  }

  @EventPattern(topics.fromBackOffices, LEAD_DESK)
  fromBackOffices(@Payload() batch: RecordBatch): Promise<void> {
    return this.reader.take(batch);
  }
}
