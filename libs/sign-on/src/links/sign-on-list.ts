import { type Clock, inAgency } from '#runtime';
import type { DataSource } from 'typeorm';

export interface SignOnView {
  /** Asks on: `before=REF` shows what is older. */
  readonly ref: string;
  readonly id: string;
  readonly website: string;
  readonly personId: string;
  readonly product: string;
  readonly property: { readonly system: string; readonly id: string };
  readonly state: 'open' | 'redeemed' | 'expired' | 'refused';
  /** What stood in the way where it was refused. */
  readonly why: string | null;
  readonly askedAt: Date;
  readonly askedFrom: string;
  readonly expiresAt: Date | null;
  readonly redeemedAt: Date | null;
  readonly redeemedFrom: string | null;
  /** How often the link was tried when it was good no more. */
  readonly usesAfter: number;
}

/** Who asked to be let in where, and what came of it, newest first. */
export class SignOnList {
  constructor(private readonly o: { readonly db: DataSource; readonly clock: Clock }) {}

  list(agency: string, o: { limit: number; before?: string }): Promise<SignOnView[]> {
    return inAgency(this.o.db, agency, (manager) =>
      manager.query(
        `select seq::text as ref, id, participant as website, person as "personId", product,
           json_build_object('system', property_system, 'id', property_id) as property,
           case when refused is not null then 'refused' when redeemed_at is not null then 'redeemed' when expires_at <= $4 then 'expired' else 'open' end as state,
           refused as why, asked_at as "askedAt", asked_from as "askedFrom", expires_at as "expiresAt", redeemed_at as "redeemedAt",
           redeemed_from as "redeemedFrom", uses_after as "usesAfter"
         from sign_on.sign_ons where agency = $1 and ($2::bigint is null or seq < $2::bigint) order by seq desc limit $3`,
        [agency, o.before ?? null, o.limit, this.o.clock.now()],
      ),
    );
  }
}
