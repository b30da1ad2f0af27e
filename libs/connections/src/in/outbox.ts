import { type EventLog, topics } from '#event-log';
import { checkedForLog, type ErasedPeople, Refusal } from '#gateway';
import type { Side } from '#people-exchange';
import type { Clock } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';

export interface ToSay {
  readonly agency: string;
  readonly connection: string;
  readonly subject: string;
  /** A CloudEvent as its sender would send it. */
  readonly event: object;
}

interface Row {
  seq: string;
  agency: string;
  connection: string;
  side: Side;
  name: string;
  event: string;
}

const mostAtOnce = 200;

/** Writes what connections say in the transaction that learnt it; the relay then appends it. */
export async function writeOutbox(manager: EntityManager, said: readonly ToSay[], now: Date): Promise<void> {
  if (said.length === 0) return;
  await manager.query(
    `insert into connections.outbox (agency, connection, subject, event, at) select a, c, s, e, $1 from unnest($2::text[], $3::text[], $4::text[], $5::text[]) with ordinality as x(a, c, s, e, n) order by n`,
    [
      now,
      said.map((one) => one.agency),
      said.map((one) => one.connection),
      said.map((one) => one.subject),
      said.map((one) => JSON.stringify(one.event)),
    ],
  );
}

/** Appends what connections said to the log, in order, one process at a time: a crash in between appends it again under its id. */
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

  /** Answers how many it appended. */
  async relay(): Promise<number> {
    return this.o.db.transaction(async (manager) => {
      const [lock] = await manager.query(`select pg_try_advisory_xact_lock(hashtextextended('connections outbox', 0)) as mine`);
      if (!lock?.mine) return 0;
      const rows: Row[] = await manager.query(
        `select o.seq::text, o.agency, o.connection, p.side, p.name, o.event from connections.outbox o
         join exchange.participants p on p.agency = o.agency and p.id = o.connection order by o.seq limit ${mostAtOnce}`,
      );
      if (rows.length === 0) return 0;
      for (const side of ['website', 'backOffice'] as const) {
        const entries = rows.filter((row) => row.side === side).flatMap((row) => this.entriesOf(row));
        if (entries.length > 0) await this.o.log.append(side === 'website' ? topics.fromWebsites : topics.fromBackOffices, entries);
      }
      await manager.query('delete from connections.outbox where seq = any($1)', [rows.map(({ seq }) => seq)]);
      return rows.length;
    });
  }

  private entriesOf({ agency, connection, side, name, event }: Row): ReturnType<typeof checkedForLog> {
    try {
      // Written by `writeOutbox` alone.
      const raw = JSON.parse(event) as object;
      return checkedForLog([raw], { agency, participant: connection, side, name }, this.o.clock.now(), this.o.erased);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // It was right when it was written; whoever was erased meanwhile is not spoken of any more.
      if (error.rule !== 'erased') this.o.onTrouble(`Connection ${connection} of ${agency} said what is refused: ${error.message}`);
      return [];
    }
  }
}
