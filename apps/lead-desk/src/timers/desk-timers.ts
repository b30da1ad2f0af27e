import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#runtime';
import { DataSource } from 'typeorm';
import { runDueAssignments } from '../assignment/due-assignments';
import { DeskSettings } from '../desk-settings';
import { Rounds } from './rounds';
import { runDuePlans } from '../plans/run-due-plans';

/**
 * Does what the clock has to do in the lead desk. What is due stands in the tables, so a restart loses none, and of several processes one does
 * each once.
 */
@Injectable()
export class DeskTimers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('lead-desk');
  private readonly rounds = new Rounds(() => this.round());

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: DeskSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start(this.settings.timersEveryMs);
  }

  /** What is being done is done; nothing else is begun. */
  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** @returns how much was due */
  async runDue(): Promise<number> {
    const now = this.clock.now();
    const assignments = await runDueAssignments(this.db, { now, chance: Math.random });
    return assignments + (await runDuePlans(this.db, now));
  }

  private async round(): Promise<void> {
    try {
      await this.runDue();
    } catch (error) {
      this.log.warn({ err: error }, 'What the clock has to do could not be done; the desk tries again');
    }
  }
}
