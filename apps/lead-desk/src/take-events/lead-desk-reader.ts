import { BatchTaker } from '#delivery';
import type { RecordBatch } from '#event-log';
import { Clock } from '#runtime';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { analyzeYoungTables } from './analyze-young-tables';
import { project } from './project';

const lookEveryMs = 1_000;

/** The lead desk as a reader of the log, and as the target `lead-desk` of everything it reads. */
@Injectable()
export class LeadDeskReader {
  private readonly log = new Logger('lead-desk');
  private lookedAt = 0;

  constructor(
    private readonly taker: BatchTaker,
    private readonly clock: Clock,
    private readonly db: DataSource,
  ) {}

  async take(batch: RecordBatch): Promise<void> {
    await this.taker.take(batch, (manager, taken) => project(manager, taken, { now: this.clock.now(), chance: Math.random }));
    await this.lookAtTables();
  }

  /** The next position to read; the truth, asked at every assignment. */
  positionOf(topic: string, partition: number): Promise<string | undefined> {
    return this.taker.positionOf(topic, partition);
  }

  private async lookAtTables(): Promise<void> {
    if (performance.now() - this.lookedAt < lookEveryMs) return;
    this.lookedAt = performance.now();
    try {
      await analyzeYoungTables(this.db);
    } catch (error) {
      // The batch is taken; without statistics the next ones are slower, not wrong.
      this.log.warn({ err: error }, 'The statistics of new tables could not be made');
    }
  }
}
