import { randomUUID } from 'node:crypto';
import type { ExchangeRefused } from '#delivery';
import { personIdOf, type Sender } from '#people-exchange';
import { type Clock, inAgency } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';
import { later, linkSeconds } from '../keys/lifetimes';
import { type Dwelling, ownershipIn } from '../owners/owners';
import { unknownProduct } from '../setting-up/products';
import type { AddressFamily } from './address-family';
import { newLinkToken } from './link-token';
import { erasedPerson, noOwner, notTheirPerson } from './refusals';

export interface AskedSignOn {
  /** The website's own id of the person. */
  readonly subject: string;
  readonly property: Dwelling;
  readonly product: string;
}

/** Under which address the bridge was asked, and from what kind of address. */
export interface AskedFrom {
  readonly base: string;
  readonly family: AddressFamily;
}

/** Hands a website a link for one of its own persons, one dwelling and one product. */
export class AskForLink {
  constructor(private readonly o: { readonly db: DataSource; readonly clock: Clock }) {}

  /** @throws ExchangeRefused */
  async ask(by: Sender, asked: AskedSignOn, from: AskedFrom): Promise<{ link: string; expires: string }> {
    const now = this.o.clock.now();
    const { token, digest } = newLinkToken();
    const expires = later(now, linkSeconds);
    // What is refused is recorded too, hence thrown only when that is written.
    const refused = await inAgency(this.o.db, by.agency, async (manager): Promise<ExchangeRefused | undefined> => {
      const person = personIdOf(by.agency, by.participant, asked.subject);
      const stranger = await strangerIn(manager, by.agency, person);
      if (stranger) return stranger;
      const known: unknown[] = await manager.query('select from sign_on.products where agency = $1 and id = $2', [
        by.agency,
        asked.product,
      ]);
      if (known.length === 0) return unknownProduct(asked.product);
      const { state } = await ownershipIn(manager, { agency: by.agency, person, dwelling: asked.property, now });
      await manager.query(
        `insert into sign_on.sign_ons (agency, id, participant, person, product, property_system, property_id, asked_at, asked_from, link, issuer, expires_at, refused)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [
          ...[by.agency, randomUUID(), by.participant, person, asked.product, asked.property.system, asked.property.id, now, from.family],
          ...(state === 'confirmed' ? [digest, from.base, expires, null] : [null, null, null, state]),
        ],
      );
      return state === 'confirmed' ? undefined : noOwner(state);
    });
    if (refused) throw refused;
    return { link: `${from.base}/v1/sign-ons/${token}`, expires: expires.toISOString() };
  }
}

/** The person is held until the end, so that an erasure waits and finds what was written meanwhile. */
async function strangerIn(manager: EntityManager, agency: string, person: string): Promise<ExchangeRefused | undefined> {
  const [found]: { erased: boolean }[] = await manager.query(
    'select erased from exchange.persons where agency = $1 and person = $2 for share',
    [agency, person],
  );
  const gone: unknown[] = await manager.query('select from exchange.erased where agency = $1 and person = $2', [agency, person]);
  if (gone.length > 0 || found?.erased === true) return erasedPerson();
  return found ? undefined : notTheirPerson();
}
