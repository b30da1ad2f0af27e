import { inAgency } from '#runtime';
import type { DataSource } from 'typeorm';

export interface Act {
  /** RFC 3339 UTC. */
  readonly at: string;
  /** A member's id, or `operator`. */
  readonly who: string;
  readonly did: string;
  /** Such as the names of settings that were entered anew; never what was entered. */
  readonly facts: Readonly<Record<string, unknown>>;
}

const mostShown = 200;

/** Who did what to a connection. */
export class Acts {
  constructor(private readonly db: DataSource) {}

  async record(
    agency: string,
    connection: string,
    { who, did, facts = {} }: Pick<Act, 'who' | 'did'> & Partial<Pick<Act, 'facts'>>,
  ): Promise<void> {
    await inAgency(this.db, agency, (manager) =>
      manager.query('insert into connections.acts (agency, connection, who, did, facts) values ($1, $2, $3, $4, $5)', [
        agency,
        connection,
        who,
        did,
        JSON.stringify(facts),
      ]),
    );
  }

  /** The newest first. */
  of(agency: string, connection: string): Promise<Act[]> {
    return inAgency(this.db, agency, (manager) =>
      manager.query(
        `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, who, did, facts from connections.acts
         where agency = $1 and connection = $2 order by connections.acts.at desc, seq desc limit ${mostShown}`,
        [agency, connection],
      ),
    );
  }
}
