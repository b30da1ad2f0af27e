import { type EventLog, topics } from '#event-log';
import { leadDesk } from '#delivery';
import { checkedForLog, type ErasedPeople, Refusal } from '#gateway';
import type { Clock } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';

export interface Said {
  readonly agency: string;
  /** The bridge's id of the person it is about. */
  readonly personId: string;
  /** A CloudEvent as a back office would send it. */
  readonly event: object;
}

const mostAtOnce = 200;

/** Writes what the desk says in the transaction that did it; the relay then appends it. */
export async function writeOutbox(manager: EntityManager, said: readonly Said[], now: Date): Promise<void> {
  if (said.length === 0) return;
  await manager.query(
    `insert into lead_desk.outbox (agency, person_id, event, at) select a, p, e, $1 from unnest($2::text[], $3::uuid[], $4::text[]) with ordinality as x(a, p, e, n) order by n`,
    [now, said.map((one) => one.agency), said.map((one) => one.personId), said.map((one) => JSON.stringify(one.event))],
  );
}

/** Appends what the desk said to the log, in order, one process at a time: a crash in between appends it again under its id. */
export class OutboxRelay {
  constructor(
    private readonly o: {
      readonly db: DataSource;
      readonly log: EventLog;
      readonly erased: ErasedPeople;
      readonly clock: Clock;
      onTrouble(message: string): void;
    },
  ) {}

  /** Answers how many it took from the outbox. */
  relay(): Promise<number> {
    return this.o.db.transaction(async (manager) => {
      const [lock]: { mine: boolean }[] = await manager.query(
        `select pg_try_advisory_xact_lock(hashtextextended('lead-desk outbox', 0)) as mine`,
      );
      if (!lock?.mine) return 0;
      const rows: { seq: string; agency: string; event: string }[] = await manager.query(
        `select seq::text, agency, event from lead_desk.outbox order by seq limit ${mostAtOnce}`,
      );
      const entries = rows.flatMap((row) => this.entriesOf(row));
      if (entries.length > 0) await this.o.log.append(topics.fromBackOffices, entries);
      if (rows.length > 0) await manager.query('delete from lead_desk.outbox where seq = any($1)', [rows.map(({ seq }) => seq)]);
      return rows.length;
    });
  }

  private entriesOf({ agency, event }: { agency: string; event: string }): ReturnType<typeof checkedForLog> {
    try {
      // Written by `writeOutbox` alone.
      const raw = JSON.parse(event) as object;
      const caller = { agency, participant: leadDesk, side: 'backOffice', name: 'Lead desk' } as const;
      return checkedForLog([raw], caller, this.o.clock.now(), this.o.erased);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // It was right when it was written; whoever was erased meanwhile is not spoken of any more.
      if (!error.problems.some(({ rule }) => rule === 'erased'))
        this.o.onTrouble(`The lead desk of ${agency} said what is refused: ${error.message}`);
      return [];
    }
  }
}
