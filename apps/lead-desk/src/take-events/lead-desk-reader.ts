import { BatchTaker } from '#delivery';
import type { RecordBatch } from '#event-log';
import { Injectable } from '@nestjs/common';
import { project } from './project';

/** The lead desk as a reader of the log, and as the target `lead-desk` of everything it reads. */
@Injectable()
export class LeadDeskReader {
  constructor(private readonly taker: BatchTaker) {}

  take(batch: RecordBatch): Promise<void> {
    return this.taker.take(batch, project);
  }

  /** The next position to read; the truth, asked at every assignment. */
  positionOf(topic: string, partition: number): Promise<string | undefined> {
    return this.taker.positionOf(topic, partition);
  }
}
