import { createHmac } from 'node:crypto';
import type { Clock } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';
import { assertionSeconds } from '../keys/lifetimes';
import { signed } from '../keys/signing-key';
import type { SigningKeys } from '../keys/signing-keys';
import { ownershipIn } from '../owners/owners';
import { withAssertion } from '../setting-up/check-redirect';
import type { AddressFamily } from './address-family';
import { digestOfLink } from './link-token';

export type Redeemed = { readonly kind: 'unknown' | 'gone' } | { readonly kind: 'letIn'; readonly location: string };

interface Row {
  readonly agency: string;
  readonly id: string;
  readonly person: string;
  readonly product: string;
  readonly system: string;
  readonly property: string;
  readonly issuer: string;
  readonly open: boolean;
}

interface Product {
  readonly audience: string;
  readonly redirect: string;
  readonly salt: Buffer;
}

/** Stands where a link names nobody, so that the same is asked for it as for any other. */
const nobody: Row = {
  agency: '',
  id: '00000000-0000-0000-0000-000000000000',
  person: '00000000-0000-0000-0000-000000000000',
  product: '',
  system: '',
  property: '',
  issuer: '',
  open: false,
};

/** Opens a link: once, within its minute, for who still owns the dwelling by then. */
export class RedeemLink {
  constructor(private readonly o: { readonly db: DataSource; readonly clock: Clock; readonly keys: SigningKeys }) {}

  /** The same questions whatever the link: how long an answer takes tells nobody whether it ever was one. */
  async redeem(token: string, from: AddressFamily): Promise<Redeemed> {
    const { db, clock, keys } = this.o;
    // First, so that no link is used up for want of a key.
    const key = await keys.current();
    const now = clock.now();
    return db.transaction(async (manager): Promise<Redeemed> => {
      const found = await this.held(manager, token, now);
      const row = found ?? nobody;
      // From here on nothing of another agency is seen.
      await manager.query(`select set_config('bridge.agency', $1, true)`, [row.agency]);
      const [product]: Product[] = await manager.query(
        'select audience, redirect, subject_salt as salt from sign_on.products where agency = $1 and id = $2',
        [row.agency, row.product],
      );
      const dwelling = { system: row.system, id: row.property };
      const ownership = await ownershipIn(manager, { agency: row.agency, person: row.person, dwelling, now });
      const letIn = row.open && product !== undefined && ownership.state === 'confirmed';
      const refused = row.open && !letIn ? (ownership.state === 'confirmed' ? 'noProduct' : ownership.state) : null;
      await manager.query(
        `update sign_on.sign_ons set redeemed_at = case when $3 then $4::timestamptz else redeemed_at end, redeemed_from = case when $3 then $5 else redeemed_from end,
           refused = coalesce(refused, $6), uses_after = uses_after + case when $7 then 0 else 1 end where agency = $1 and id = $2`,
        [row.agency, row.id, letIn, now, from, refused, row.open],
      );
      if (!found) return { kind: 'unknown' };
      if (!letIn) return { kind: 'gone' };
      const seconds = Math.floor(now.getTime() / 1000);
      const claims = {
        iss: row.issuer,
        aud: product.audience,
        sub: subjectAt(product, row.person),
        jti: row.id,
        iat: seconds,
        exp: seconds + assertionSeconds,
        agency: row.agency,
        property: dwelling,
        capacity: ownership.capacity,
      };
      // In the query, not in the fragment: the product's own server gets it with the very first request and uses its `jti` up before any
      // page is shown. A fragment would wait for a script, where every other script of that page can read it, and would be handed on
      // by further redirects. What a log keeps of the query is worth nothing once it was used, and nothing at all after a minute.
      return { kind: 'letIn', location: withAssertion(product.redirect, signed(claims, key)) };
    });
  }

  /** The row of a link, held so that whoever comes at the same moment, also at another process, finds it used. */
  private async held(manager: EntityManager, token: string, now: Date): Promise<Row | undefined> {
    const [found]: Row[] = await manager.query(
      `select agency, id, person, product, property_system as system, property_id as property, issuer,
         redeemed_at is null and refused is null and expires_at > $2 as open from sign_on.sign_ons where link = $1 for update`,
      [digestOfLink(token), now],
    );
    return found;
  }
}

/** A name of the person that this product alone knows them by: the same each time, and nothing to compare with another product's. */
function subjectAt({ salt }: Product, person: string): string {
  return createHmac('sha256', salt).update(person, 'utf8').digest('base64url');
}
