import { BatchTaker } from '#delivery';
import type { RecordBatch } from '#event-log';
import { Clock } from '#runtime';
import { Injectable } from '@nestjs/common';
import { project } from './project';

/** The lead desk as a reader of the log, and as the target `lead-desk` of everything it reads. */
@Injectable()
export class LeadDeskReader {
  constructor(
    private readonly taker: BatchTaker,
    private readonly clock: Clock,
  ) {}

  take(batch: RecordBatch): Promise<void> {
    return this.taker.take(batch, (manager, taken) => project(manager, taken, { now: this.clock.now(), chance: Math.random }));
  }

  /** The next position to read; the truth, asked at every assignment. */
  positionOf(topic: string, partition: number): Promise<string | undefined> {
    return this.taker.positionOf(topic, partition);
  }
}
