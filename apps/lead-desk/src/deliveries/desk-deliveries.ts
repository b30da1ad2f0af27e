import { ExchangeRefused, type Repairs, type Waiting, type WaitingList } from '#delivery';
import { inAgency } from '#runtime';
import { Injectable, Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { notFound } from '../api-problems/desk-refusal';
import { namesOf } from '../people/names-of';
import { cursorOf, readCursor } from '../people/page-cursor';
import { humanOf } from '../people/person-id';
import type { SignedInMember } from '../sign-in/signed-in';
import type { RetryRequest, SkipRequest, WaitingQuery } from './delivery-requests';
import type { RepairedDeliveriesView, RepairedView, WaitingDeliveriesView, WaitingDeliveryView } from './delivery-views';

const cursorForms = [/^\d{4}-[\d :.+-]{10,40}$/, /^\d{1,18}$/];

export interface DeskDeliveriesParts {
  readonly db: DataSource;
  readonly waiting: WaitingList;
  readonly repairs: Repairs;
}

/** What is held or parked, and what the agency's people do about it. */
@Injectable()
export class DeskDeliveries {
  private readonly log = new Logger('lead-desk');

  constructor(private readonly o: DeskDeliveriesParts) {}

  async list({ agency }: SignedInMember, query: WaitingQuery): Promise<WaitingDeliveriesView> {
    const { target, state, type: types, person, direction, limit } = query;
    const [since, ref] = readCursor(query.after, cursorForms) ?? [];
    const after = since && ref ? ([since, ref] as const) : undefined;
    const personIds =
      person === undefined ? undefined : (await inAgency(this.o.db, agency, (manager) => humanOf(manager, agency, person))).personIds;
    const newest = direction === 'desc';
    const { deliveries, next } = await this.o.waiting.list(agency, { target, state, types, personIds, newest, after, limit });
    const names = await namesOf(
      this.o.db,
      agency,
      deliveries.map(({ personId }) => personId),
    );
    return { deliveries: deliveries.map((one) => viewOf(one, names)), next: next && cursorOf(next) };
  }

  retry(who: SignedInMember, { refs }: RetryRequest): Promise<RepairedDeliveriesView> {
    return this.each(who, 'retried', refs, (ref) => this.o.repairs.retry(who.agency, [ref], who.name));
  }

  skip(who: SignedInMember, { refs, why }: SkipRequest): Promise<RepairedDeliveriesView> {
    return this.each(who, 'skipped', refs, (ref) => this.o.repairs.skip(who.agency, [ref], who.name, why.trim()));
  }

  /** Each for itself: one that moved on meanwhile keeps none of the others back. */
  private async each(
    { agency, memberId }: SignedInMember,
    did: string,
    refs: readonly string[],
    work: (ref: string) => Promise<unknown>,
  ): Promise<RepairedDeliveriesView> {
    const results: RepairedView[] = [];
    let gone = 0;
    for (const ref of new Set(refs)) {
      try {
        await work(ref);
        results.push({ ref, done: true, refused: null });
      } catch (error) {
        if (!(error instanceof ExchangeRefused)) throw error;
        if (error.code === 'notFound') gone += 1;
        results.push({ ref, done: false, refused: error.code === 'notFound' ? 'It waits no more' : error.message });
      }
    }
    if (gone === results.length) throw notFound('delivery that waits');
    this.log.log(
      { agency, member: memberId, did, deliveries: results.filter(({ done }) => done).map(({ ref }) => ref) },
      `A member ${did} deliveries`,
    );
    return { results };
  }
}

function viewOf({ mode, since, ...one }: Waiting, names: ReadonlyMap<string, string | null>): WaitingDeliveryView {
  const decides = one.state === 'parked' || one.state === 'heldParent';
  return {
    ...one,
    reach: mode,
    since: since.toISOString(),
    personName: names.get(one.personId ?? '') ?? null,
    // The lead desk reads the log itself: nothing can be handed to it once more.
    mayRetry: decides && mode !== 'log',
    maySkip: decides,
  };
}
