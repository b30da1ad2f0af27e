import { inAgency } from '#runtime';
import type { DataSource } from 'typeorm';
import type { Drift } from './drift';
import type { Run } from './ledger';

export interface DriftView {
  readonly record: string;
  /** JSON pointer into the vendor's record. */
  readonly field: string;
  readonly count: number;
  /** The newest example: what we wrote, and what is there. */
  readonly ours: string | null;
  readonly theirs: string | null;
  readonly lastAt: string;
}

const mostShown = 500;

/** What a connection's vendor could not hold, counted by field, each with its newest example (X4). */
export class DriftReport {
  constructor(private readonly db: DataSource) {}

  async keep({ connection: { agency, id }, key }: Run, record: string, drifts: readonly Drift[]): Promise<void> {
    if (drifts.length === 0) return;
    await this.db.query(
      `insert into connections.drift as d (agency, connection, record, field, count, ours, theirs, key, last_at)
       select $1, $2, $3, f, 1, o, t, $4, now() from unnest($5::text[], $6::text[], $7::text[]) x(f, o, t) order by f
       on conflict (agency, connection, record, field) do update set count = d.count + 1, ours = excluded.ours, theirs = excluded.theirs, key = excluded.key, last_at = excluded.last_at`,
      [
        agency,
        id,
        record,
        key,
        drifts.map(({ field }) => field),
        drifts.map(({ ours }) => ours.slice(0, 500)),
        drifts.map(({ theirs }) => theirs.slice(0, 500)),
      ],
    );
  }

  of(agency: string, connection: string): Promise<DriftView[]> {
    return inAgency(this.db, agency, (manager) =>
      manager.query(
        `select record, field, count::int, ours, theirs, to_char(last_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "lastAt"
         from connections.drift where agency = $1 and connection = $2 order by count desc, record, field limit ${mostShown}`,
        [agency, connection],
      ),
    );
  }
}
