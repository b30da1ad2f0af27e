import { digestOf } from '#delivery';
import type { MeasuredArea } from '#mapping';
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
  /** How much was kept of the areas it was made of (X5); none where no area changed its form. */
  readonly areas: readonly MeasuredArea[];
}

const mostShown = 500;

/** The requests that connections made (X9). */
export class MadeRequests {
  constructor(private readonly db: DataSource) {}

  of(agency: string, name: EventName): Promise<MadeRequestView[]> {
    return inAgency(this.db, agency, (manager) => requestsOf(manager, name, agency));
  }

  /** Of whatever agency the event is, for who looks after all of them: nothing of what was in them, for a key is nobody's eyes. */
  async masked(name: EventName): Promise<MadeRequestView[]> {
    return (await requestsOf(this.db, name)).map(maskedRequest);
  }
}

/** A look-up has e-mail and phone in its query, a body and an answer may hold anything. */
export function maskedRequest(request: MadeRequestView): MadeRequestView {
  return { ...request, path: request.path.split('?', 1)[0] ?? '', body: null, says: null };
}

function requestsOf(
  db: Pick<DataSource, 'query'>,
  { participant, source, id }: EventName,
  agency: string | null = null,
): Promise<MadeRequestView[]> {
  return db.query(
    `select connection, request, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, method, path, body, status, says, took_ms as "tookMs", coalesce(areas, '[]') as areas
         from connections.requests r where key = $2 and ($1::text is null or agency = $1) order by r.at, r.ctid limit ${mostShown}`,
    // As it is named to targets.
    [agency, digestOf(participant, source, id)],
  );
}
