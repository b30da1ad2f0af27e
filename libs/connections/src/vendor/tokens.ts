import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { inAgency, SealBroken, type Sealing } from '#runtime';

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** Milliseconds since 1970; from then on a new one is asked for. */
  readonly renewAt: number;
  readonly expiresAt: number;
  /** To which client of which service they were given; another's are none of ours. */
  readonly issuedTo: string;
}

export interface KeptTokens extends Tokens {
  readonly version: number;
}

export interface WhoseTokens {
  readonly agency: string;
  readonly connection: string;
}

/** Twice as long as an answer is waited for, so that no second renewal begins while the first is under way. */
const claimSeconds = 30;

/**
 * Tokens of connections, sealed. Who wants to renew claims the row: one at a time over all processes, and no database connection
 * is held while the token service thinks. A claim that is never given back, because its process died, ends by the clock.
 */
export class TokenStore {
  constructor(
    private readonly db: DataSource,
    private readonly sealing: Sealing,
  ) {}

  async load({ agency, connection }: WhoseTokens): Promise<KeptTokens | undefined> {
    const rows: { sealed: Buffer | null; version: number }[] = await inAgency(this.db, agency, (manager) =>
      manager.query('select sealed, version from connections.tokens where agency = $1 and connection = $2', [agency, connection]),
    );
    const [row] = rows;
    if (!row?.sealed) return undefined;
    try {
      const tokens = this.sealing.open(row.sealed, { agency, connection, purpose: 'tokens' });
      // Only `save` seals for this purpose.
      return { ...(tokens as Tokens), version: row.version };
    } catch (error) {
      if (error instanceof SealBroken) return undefined; // As good as none: others are asked for.
      throw error;
    }
  }

  /** @returns what to give back, or nothing while somebody else renews */
  async claim({ agency, connection }: WhoseTokens): Promise<string | undefined> {
    const claim = randomUUID();
    const rows: unknown[] = await inAgency(this.db, agency, (manager) =>
      manager.query(
        `insert into connections.tokens as t (agency, connection, refreshing_by, refreshing_until)
         values ($1, $2, $3, clock_timestamp() + make_interval(secs => $4))
         on conflict (agency, connection) do update set refreshing_by = excluded.refreshing_by, refreshing_until = excluded.refreshing_until
           where t.refreshing_until is null or t.refreshing_until <= clock_timestamp()
         returning version`,
        [agency, connection, claim, claimSeconds],
      ),
    );
    return rows.length > 0 ? claim : undefined;
  }

  /** Whoever was given tokens keeps them, also when the claim ran out meanwhile: those that went before are void by now. */
  async save({ agency, connection }: WhoseTokens, tokens: Tokens): Promise<KeptTokens> {
    const sealed = this.sealing.seal(tokens, { agency, connection, purpose: 'tokens' });
    const [row] = await inAgency(this.db, agency, (manager) =>
      manager.query<{ version: number }[]>(
        `insert into connections.tokens as t (agency, connection, sealed, expires_at, version) values ($1, $2, $3, $4, 1)
         on conflict (agency, connection) do update
           set sealed = excluded.sealed, expires_at = excluded.expires_at, version = t.version + 1, updated_at = now()
         returning version`,
        [agency, connection, sealed, new Date(tokens.expiresAt)],
      ),
    );
    return { ...tokens, version: row?.version ?? 1 };
  }

  async giveBack({ agency, connection }: WhoseTokens, claim: string): Promise<void> {
    await inAgency(this.db, agency, (manager) =>
      manager.query(
        `update connections.tokens set refreshing_by = null, refreshing_until = null
         where agency = $1 and connection = $2 and refreshing_by = $3`,
        [agency, connection, claim],
      ),
    );
  }
}
