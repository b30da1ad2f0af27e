import { ExchangeRefused, HoldingTank, type IntakeFilter, maskedIntake, maskedSummary, type WhichPerson } from '#delivery';
import { may } from '#lead';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeskRefusal, notFound } from '../api-problems/desk-refusal';
import { cursorOf, readCursor } from '../people/page-cursor';
import { readId } from '../people/person-id';
import { demand } from '../sign-in/rights';
import type { SignedInMember } from '../sign-in/signed-in';
import { followMerge } from '../take-events/follow-merge';
import type { DecidedIntakesView, IntakeView } from './intake-detail-views';
import type { DecideIntakeRequest, DecideIntakesRequest, IntakesQuery, OtherPersonRequest } from './intake-requests';
import { intakeView, summaryView } from './intake-shapes';
import type { IntakesView } from './intake-views';

const cursorForms = [/^\d{4}-[\d :.+-]{10,40}$/, /^[^\0]{1,63}$/, /^[\da-f-]{36}$/];

/** The holding tank as the agency's people see it, each as far as their role goes. */
@Injectable()
export class DeskIntakes {
  constructor(
    private readonly tank: HoldingTank,
    private readonly db: DataSource,
  ) {}

  async list(who: SignedInMember, query: IntakesQuery): Promise<IntakesView> {
    demand(who.member.role, 'seeIntakes');
    const { target, participant, state = 'waiting', direction, limit } = query;
    const after = afterIn(query.after);
    const [{ intakes, next }, tanks, sources] = await Promise.all([
      this.tank.list(who.agency, { target, participant, state, newest: direction === 'desc', after, limit }),
      this.tank.tanks(who.agency),
      this.tank.sources(who.agency),
    ]);
    const masked = !may(who.member.role, 'seeIntakesUnmasked');
    return {
      intakes: intakes.map((intake) => summaryView(masked ? maskedSummary(intake) : intake)),
      next: next === null ? null : cursorOf(next),
      tanks,
      sources,
      mayDecide: may(who.member.role, 'decideIntakes'),
      masked,
    };
  }

  async read(who: SignedInMember, target: string, id: string): Promise<IntakeView> {
    demand(who.member.role, 'seeIntakes');
    const personId = readId(id, 'intake');
    const intake = await refusedAsDesk(this.tank.read(who.agency, { target: readTarget(target), personId }));
    const masked = !may(who.member.role, 'seeIntakesUnmasked');
    return intakeView(masked ? maskedIntake(intake) : intake, { mayDecide: may(who.member.role, 'decideIntakes'), masked });
  }

  async decide(who: SignedInMember, target: string, id: string, { verb, why, seen, other }: DecideIntakeRequest): Promise<IntakeView> {
    demand(who.member.role, 'decideIntakes');
    const place = { target: readTarget(target), personId: readId(id, 'intake') };
    await refusedAsDesk(this.tank.decide(who.agency, place, { verb, why: why?.trim() ?? null, seen, other: otherIn(other) }, who.name));
    if (verb === 'merge' || verb === 'undo') await followMerge(this.db, who.agency, place.personId);
    return this.read(who, target, id);
  }

  async decideAll(who: SignedInMember, { verb, why, intakes }: DecideIntakesRequest): Promise<DecidedIntakesView> {
    demand(who.member.role, 'decideIntakes');
    const results = await this.tank.decideAll(who.agency, intakes, { verb, why: why?.trim() ?? null }, who.name);
    return {
      results: results.map(({ target, personId, ...one }) => ({
        target,
        personId,
        done: one.done,
        refused: one.done ? null : one.refused.message,
      })),
    };
  }
}

function readTarget(target: string): string {
  if (!/^[a-z\d][a-z\d-]{0,62}$/.test(target)) throw notFound('intake');
  return target;
}

function afterIn(cursor: string | undefined): IntakeFilter['after'] {
  const [since, target, person] = readCursor(cursor, cursorForms) ?? [];
  return since && target && person ? [since, target, person] : undefined;
}

function otherIn(other: OtherPersonRequest | undefined): WhichPerson | undefined {
  if (other?.subject !== undefined) return { subject: other.subject };
  return other?.personId === undefined ? undefined : { personId: other.personId.toLowerCase() };
}

const statuses = { notFound: 404, conflict: 409, invalid: 422 } as const;

/** What the exchange refuses, in the desk's words; `standing` says what was decided instead. */
async function refusedAsDesk<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof ExchangeRefused)) throw error;
    const { code, message, facts } = error;
    if (code !== 'notFound' && code !== 'conflict' && code !== 'invalid') throw error;
    const standing = 'standing' in facts ? { standing: facts['standing'] } : {};
    throw new DeskRefusal(statuses[code], [{ path: '', rule: code, message }], undefined, standing);
  }
}
