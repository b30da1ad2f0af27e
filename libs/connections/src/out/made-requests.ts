import { digestOf } from '#delivery';
import { inAgency } from '#runtime';
import type { DataSource } from 'typeorm';

/** Which event, as its sender names it. */
export interface EventName {
  readonly participant: string;
  readonly source: string;
  readonly id: string;
}

/** What was asked of a vendor for one event; never how the request said who it is. */
export interface MadeRequestView {
  readonly connection: string;
  /** What the pack calls it. */
  readonly request: string;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly body: string | null;
  readonly status: number | null;
  /** The answer's own words, or why there was none. */
  readonly says: string | null;
  readonly tookMs: number;
}

const mostShown = 500;

/** The requests that connections made (X9). */
export class MadeRequests {
  constructor(private readonly db: DataSource) {}

  of(agency: string, { participant, source, id }: EventName): Promise<MadeRequestView[]> {
    return inAgency(this.db, agency, (manager) =>
      manager.query(
        `select connection, request, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, method, path, body, status, says, took_ms as "tookMs"
         from connections.requests r where key = $2 and agency = $1 order by r.at, r.ctid limit ${mostShown}`,
        // As it is named to targets.
        [agency, digestOf(participant, source, id)],
      ),
    );
  }
}
