import { randomBytes } from 'node:crypto';
import { ExchangeRefused, type Resolve } from '#delivery';
import { inAgency } from '#runtime';
import type { DataSource } from 'typeorm';
import { checkRedirect } from './check-redirect';

export interface ProductView {
  readonly agency: string;
  readonly id: string;
  readonly name: string;
  /** What assertions for it say as `aud`. */
  readonly audience: string;
  readonly redirect: string;
  readonly allowedPrivate: readonly string[];
}

export interface NewProduct extends Omit<ProductView, 'allowedPrivate'> {
  readonly allowPrivate?: boolean;
}

export type ProductChange = Partial<Pick<NewProduct, 'name' | 'audience' | 'redirect' | 'allowPrivate'>>;

const columns = 'agency, id, name, audience, redirect, allowed_private as "allowedPrivate"';

/** The products an agency lets owners into. */
export class Products {
  constructor(private readonly o: { db: DataSource; onAdded(): Promise<unknown>; resolve?: Resolve }) {}

  list(agency: string): Promise<ProductView[]> {
    return inAgency(this.o.db, agency, (manager) =>
      manager.query(`select ${columns} from sign_on.products where agency = $1 order by id`, [agency]),
    );
  }

  /** What is wrong with an address before anything is kept, in a sentence; nothing where it is good. */
  async wrongWith(redirect: string, allowPrivate: boolean): Promise<string | undefined> {
    try {
      await checkRedirect(redirect, { allowPrivate, resolve: this.o.resolve });
      return undefined;
    } catch (error) {
      if (error instanceof ExchangeRefused) return error.message;
      throw error;
    }
  }

  /** @throws ExchangeRefused `notFound`, `conflict`, `invalid`, `forbidden` */
  async add({ agency, id, name, audience, redirect, allowPrivate = false }: NewProduct): Promise<ProductView> {
    const allowed = await checkRedirect(redirect, { allowPrivate, resolve: this.o.resolve });
    const added = await inAgency(this.o.db, agency, async (manager): Promise<ProductView[]> => {
      const known: unknown[] = await manager.query('select 1 from exchange.agencies where id = $1', [agency]);
      if (known.length === 0) throw new ExchangeRefused('notFound', `There is no agency "${agency}"; add it first`, { agency });
      return manager.query(
        `insert into sign_on.products (agency, id, name, audience, redirect, allowed_private, subject_salt) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict do nothing returning ${columns}`,
        // The salt is no secret of the bridge's: it keeps products from working out each other's names of a person.
        [agency, id, name, audience, redirect, allowed, randomBytes(32)],
      );
    });
    const [product] = added;
    if (!product) throw new ExchangeRefused('conflict', `Product "${id}" of agency "${agency}" is there already`, { agency, id });
    await this.o.onAdded();
    return product;
  }

  /** @throws ExchangeRefused `notFound`, `invalid`, `forbidden` */
  async change(agency: string, id: string, change: ProductChange): Promise<ProductView> {
    const before = (await this.list(agency)).find((one) => one.id === id);
    if (!before) throw unknownProduct(id);
    const redirect = change.redirect ?? before.redirect;
    const allowPrivate = change.allowPrivate ?? before.allowedPrivate.length > 0;
    const allowed = await checkRedirect(redirect, { allowPrivate, resolve: this.o.resolve });
    const [changed]: [ProductView[], number] = await inAgency(this.o.db, agency, (manager) =>
      manager.query(
        `update sign_on.products set name = $3, audience = $4, redirect = $5, allowed_private = $6 where agency = $1 and id = $2 returning ${columns}`,
        [agency, id, change.name ?? before.name, change.audience ?? before.audience, redirect, allowed],
      ),
    );
    const [product] = changed;
    if (!product) throw unknownProduct(id);
    return product;
  }

  /** Links to it that are open go nowhere from now on. @throws ExchangeRefused `notFound` */
  async remove(agency: string, id: string): Promise<void> {
    const [, removed]: [unknown, number] = await inAgency(this.o.db, agency, (manager) =>
      manager.query('delete from sign_on.products where agency = $1 and id = $2', [agency, id]),
    );
    if (removed === 0) throw unknownProduct(id);
  }
}

export function unknownProduct(id: string): ExchangeRefused {
  return new ExchangeRefused('notFound', `This agency has no product "${id}"`, { product: id });
}
