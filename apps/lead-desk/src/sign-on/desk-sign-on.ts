import { ExchangeRefused, type Participants } from '#delivery';
import type { OpenSignOn, ProductView as Found } from '#sign-on';
import { Injectable, Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { type DeskProblem, DeskRefusal, notFound } from '../api-problems/desk-refusal';
import { tryRequest } from '../api-problems/read-request';
import { namesOf } from '../people/names-of';
import type { SignedInMember } from '../sign-in/signed-in';
import { AddProductRequest, ChangeProductRequest, type SignOnLinksQuery } from './sign-on-requests';
import type { ProductsView, ProductView, SignOnLinksView } from './sign-on-views';

export interface DeskSignOnParts {
  readonly db: DataSource;
  readonly participants: Participants;
  readonly signOn: Pick<OpenSignOn, 'products' | 'list'>;
}

/** The tracker products of an agency, and who asked to be let into them. */
@Injectable()
export class DeskSignOn {
  private readonly log = new Logger('lead-desk');

  constructor(private readonly o: DeskSignOnParts) {}

  async products(agency: string): Promise<ProductsView> {
    return { products: (await this.o.signOn.products.list(agency)).map(viewOf) };
  }

  /** @throws DeskRefusal with all problems at once, of the form and of the address */
  async add(who: SignedInMember, body: unknown): Promise<ProductView> {
    const { request, problems } = tryRequest(AddProductRequest, body);
    const { id, audience, redirect, allowPrivate } = request;
    demandNone([...problems, ...mayAllow(who, allowPrivate), ...(await this.wrongWith(redirect, allowPrivate ?? false, problems))]);
    try {
      const added = await this.o.signOn.products.add({
        agency: who.agency,
        id,
        name: request.name.trim(),
        audience,
        redirect,
        allowPrivate,
      });
      this.record(who, id, 'added');
      return viewOf(added);
    } catch (error) {
      if (!(error instanceof ExchangeRefused) || error.code !== 'conflict') throw error;
      throw new DeskRefusal(409, [{ path: '/id', rule: 'conflict', message: `There is a product "${id}" already; take another id` }]);
    }
  }

  async change(who: SignedInMember, id: string, body: unknown): Promise<ProductView> {
    const before = (await this.o.signOn.products.list(who.agency)).find((one) => one.id === id);
    if (!before) throw notFound('product');
    const { request, problems } = tryRequest(ChangeProductRequest, body);
    const { name, audience, redirect, allowPrivate } = request;
    const inside = allowPrivate ?? (redirect === undefined && before.allowedPrivate.length > 0);
    const wrong = await this.wrongWith(redirect ?? before.redirect, inside, problems);
    demandNone([...problems, ...mayAllow(who, allowPrivate), ...wrong]);
    const changed = await this.o.signOn.products.change(who.agency, id, { name: name?.trim(), audience, redirect, allowPrivate: inside });
    this.record(who, id, 'changed', { changed: Object.keys(request) });
    return viewOf(changed);
  }

  async remove(who: SignedInMember, id: string): Promise<void> {
    await this.o.signOn.products.remove(who.agency, id);
    this.record(who, id, 'removed');
  }

  async links(agency: string, { before, limit = 100 }: SignOnLinksQuery): Promise<SignOnLinksView> {
    const found = await this.o.signOn.list.list(agency, { before, limit });
    const [names, websites] = await Promise.all([
      namesOf(
        this.o.db,
        agency,
        found.map(({ personId }) => personId),
      ),
      this.o.participants.list(agency),
    ]);
    const links = found.map(({ id: _id, askedFrom: _from, redeemedFrom: _by, askedAt, expiresAt, redeemedAt, ...link }) => ({
      ...link,
      websiteName: websites.find(({ id }) => id === link.website)?.name ?? link.website,
      personName: names.get(link.personId) ?? null,
      askedAt: askedAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      redeemedAt: redeemedAt?.toISOString() ?? null,
    }));
    return { links, next: links.length === limit ? (links.at(-1)?.ref ?? null) : null };
  }

  /** An address that has the form of one is looked at although something else is wrong. */
  private async wrongWith(redirect: string, allowPrivate: boolean, problems: readonly DeskProblem[]): Promise<DeskProblem[]> {
    if (problems.some(({ path }) => path === '/redirect')) return [];
    const message = await this.o.signOn.products.wrongWith(redirect, allowPrivate);
    return message === undefined ? [] : [{ path: '/redirect', rule: 'redirect', message }];
  }

  private record({ agency, memberId }: SignedInMember, product: string, did: string, facts: object = {}): void {
    this.log.log({ agency, member: memberId, product, did, ...facts }, `A member ${did} a product`);
  }
}

const viewOf = ({ id, name, audience, redirect, allowedPrivate }: Found): ProductView => ({
  id,
  name,
  audience,
  redirect,
  allowedPrivate: [...allowedPrivate],
});

function demandNone(problems: readonly DeskProblem[]): void {
  if (problems.length > 0) throw new DeskRefusal(422, problems);
}

function mayAllow({ member }: SignedInMember, allowPrivate: boolean | undefined): DeskProblem[] {
  if (allowPrivate !== true || member.role === 'admin') return [];
  return [{ path: '/allowPrivate', rule: 'role', message: 'Only an administrator allows addresses of a private network' }];
}
