import type { DataSource } from 'typeorm';
import type { LimitsDocument } from '#mapping';
import { AgencyMissing, inAgency } from '#runtime';

/** Live work may use all there is; what merely catches up leaves it a share, so that it never finds the budget spent. */
export type CallKind = 'live' | 'backfill';

export type Taken = { readonly go: true } | { readonly go: false; readonly waitMs: number; readonly why: 'rate' | 'day' };

const shareOf: Readonly<Record<CallKind, number>> = { live: 1, backfill: 0.7 };
const longestRestMs = 3_600_000;

/**
 * How often a connection may ask its vendor, right over all processes and by the database's clock: so many requests in any
 * stretch of a length, and so many a day (UTC).
 */
export class Budget {
  constructor(
    private readonly db: DataSource,
    private readonly whose: { readonly agency: string; readonly connection: string },
    private readonly limits: Pick<LimitsDocument, 'rate' | 'perDay'>,
  ) {}

  /** One statement, which counts the request where it may go. @throws AgencyMissing */
  async take(kind: CallKind): Promise<Taken> {
    const { agency, connection } = this.whose;
    if (agency === '' || agency === '*') throw new AgencyMissing(agency);
    const { rate, perDay } = this.limits;
    const rows: { wait_ms: string; why: 'rate' | 'day' }[] = await this.db.query(
      'select wait_ms, why from connections.take_call($1, $2, $3, $4, $5, $6)',
      [agency, connection, rate?.requests ?? null, rate?.seconds ?? 0, perDay ?? null, shareOf[kind]],
    );
    const [refusal] = rows;
    return refusal ? { go: false, waitMs: Number(refusal.wait_ms), why: refusal.why } : { go: true };
  }

  /** The vendor itself asks for rest: everybody leaves it alone for so long, an hour at most. */
  async vendorSays(waitMs: number): Promise<void> {
    const { agency, connection } = this.whose;
    if (!(waitMs > 0)) return;
    await inAgency(this.db, agency, (manager) =>
      manager.query(
        `insert into connections.rests as r (agency, connection, until) values ($1, $2, clock_timestamp() + make_interval(secs => $3))
         on conflict (agency, connection) do update set until = greatest(r.until, excluded.until)`,
        [agency, connection, Math.min(waitMs, longestRestMs) / 1000],
      ),
    );
  }

  async usedToday(): Promise<number> {
    const { agency, connection } = this.whose;
    const rows: { requests: number }[] = await inAgency(this.db, agency, (manager) =>
      manager.query(
        `select requests from connections.spent where agency = $1 and connection = $2 and day = (clock_timestamp() at time zone 'UTC')::date`,
        [agency, connection],
      ),
    );
    return rows[0]?.requests ?? 0;
  }
}
