import { setInterval } from 'node:timers';
import type { Clock } from '#runtime';
import type { DataSource } from 'typeorm';
import { periodOf } from '../inbox/dedup';
import type { OnEnded } from '../measuring/exchange-measures';
import { eraseFromLog } from '../inbox/erase-from-log';
import { forgetReplays } from '../replay/forget-replays';
import { expireFeeds } from './expire-feeds';
import { emptyDefaults, makePartitions, monthly } from './make-partitions';
import { retainLog, type RetainedLog } from './retain-log';

const msPerDay = 86_400_000;

export interface UpkeepOptions {
  readonly db: DataSource;
  readonly clock: Clock;
  readonly log: RetainedLog;
  readonly historyDays: number;
  readonly dedupDays: number;
  readonly retentionDays: number;
  onTrouble(message: string): void;
  readonly onEnded?: OnEnded;
}

/** Something else that is done every hour; told what is older than it is kept. */
export type UpkeepPart = (o: { readonly now: Date; readonly historyBefore: Date }) => Promise<unknown>;

/** What has to be done in the background while the bridge runs. Several processes may do it at once. */
export class Upkeep {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly others: [string, UpkeepPart][] = [];
  private working: Promise<void> = Promise.resolve();

  constructor(private readonly o: UpkeepOptions) {}

  /** Another room's upkeep, from the next round on. */
  also(what: string, part: UpkeepPart): void {
    this.others.push([what, part]);
  }

  /** Makes room ahead and drops what is older than it is kept; one part's trouble does not keep the others from their work. */
  async run(): Promise<void> {
    const { db, log, onTrouble } = this.o;
    const now = this.o.clock.now();
    const before = (days: number): Date => new Date(now.getTime() - days * msPerDay);
    const parts: readonly [string, () => Promise<unknown>][] = [
      ['make partitions', () => makePartitions(db, now)],
      ['empty the default partitions', () => emptyDefaults(db)],
      ...monthly.map((parent): [string, () => Promise<unknown>] => [
        `drop old ${parent}`,
        () => db.query('select exchange.drop_partitions($1, $2)', [parent, before(this.o.historyDays)]),
      ]),
      ['drop old ids', () => db.query('select exchange.drop_periods($1)', [periodOf(before(this.o.dedupDays))])],
      ['expire feeds', () => expireFeeds(db, before(this.o.retentionDays), now, this.o.onEnded)],
      ['drop old days of the log', () => retainLog(db, log, before(this.o.retentionDays), onTrouble)],
      ['fold counts', () => foldCounts(db)],
      ['forget superseded states', () => forgetSuperseded(db, before(1))],
      ['forget what could not be read', () => db.query('delete from exchange.malformed where at < $1', [before(this.o.historyDays)])],
      [
        'forget erasures that are done',
        () => db.query('delete from exchange.erasures_due where done_at < $1', [before(this.o.historyDays)]),
      ],
      ['forget who did what', () => db.query('delete from exchange.acts where at < $1', [before(this.o.historyDays)])],
      ['forget old replays', () => forgetReplays(db, before(this.o.historyDays))],
      ['erase from the log', () => eraseFromLog(this.o)],
      ...this.others.map(([what, part]): [string, () => Promise<unknown>] => [
        what,
        () => part({ now, historyBefore: before(this.o.historyDays) }),
      ]),
    ];
    for (const [what, work] of parts) {
      await work().catch((error: unknown) =>
        onTrouble(`Upkeep could not ${what}: ${error instanceof Error ? error.message : String(error)}`),
      );
    }
  }

  /** Once before it resolves, then every hour; counts are folded every minute, and erasures reach the log within seconds. */
  async start(): Promise<void> {
    await this.run();
    this.timers.push(
      setInterval(() => this.soon(() => this.run()), 3_600_000),
      setInterval(() => this.soon(() => foldCounts(this.o.db)), 60_000),
      setInterval(() => this.soon(() => eraseFromLog(this.o)), 2_000),
    );
  }

  async stop(): Promise<void> {
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    await this.working;
  }

  private soon(work: () => Promise<unknown>): void {
    this.working = this.working.then(work).then(
      () => undefined,
      (error: unknown) => this.o.onTrouble(`Upkeep failed and is tried again: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
}

/** Adds up what batches counted one by one, so that the rows that the tally reads stay few. */
async function foldCounts(db: DataSource): Promise<void> {
  await db.query('select exchange.fold_counts()');
}

/** Only the newest state of an entity is compared after a while. */
async function forgetSuperseded(db: DataSource, before: Date): Promise<void> {
  await db.query(
    `delete from exchange.last_delivered l where l.at < $1 and exists (select from exchange.last_delivered n
       where n.agency = l.agency and n.target = l.target and n.person = l.person and n.entity = l.entity and (n.at, n.seq) > (l.at, l.seq))`,
    [before],
  );
}
