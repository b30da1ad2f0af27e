import { type DistributionRule, may, problemsOfRule } from '#lead';
import { Injectable, Logger } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { type DeskProblem, DeskRefusal, notFound } from '../api-problems/desk-refusal';
import { tryRequest } from '../api-problems/read-request';
import { holdAgency } from '../assignment/hold-agency';
import { findPond } from '../ponds/pond-rows';
import type { SignedInMember } from '../sign-in/signed-in';
import { ChangeRuleRequest, type RuleRequest } from './rule-requests';
import type { RulesView, RuleView } from './rule-views';

interface RuleRow {
  readonly office: string;
  readonly active: boolean;
  readonly rule: DistributionRule;
  readonly version: number;
  readonly changed_at: Date;
  readonly changed_by: string;
}

/** How the company and its offices give out leads (F1, F2). */
@Injectable()
export class DistributionRules {
  private readonly log = new Logger('lead-desk');

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  list(who: SignedInMember): Promise<RulesView> {
    return inAgency(this.db, who.agency, async (manager) => {
      const offices: { id: string; name: string; zone: string | null }[] = await manager.query(
        'select id, name, zone from lead_desk.offices where agency = $1 order by name, id',
        [who.agency],
      );
      const rules: RuleRow[] = await manager.query('select * from lead_desk.distribution_rules where agency = $1', [who.agency]);
      const of = (office: string): RuleView | null => viewOf(rules.find((row) => row.office === office));
      return {
        company: of(''),
        offices: offices.map(({ id, name, zone }) => ({ id, name, zone, rule: of(id), mayChange: mayRule(who, id) })),
        mayChangeCompany: mayRule(who, ''),
      };
    });
  }

  /** @param office empty for the company's @throws DeskRefusal 409 where somebody changed it meanwhile, with what it is now */
  change(who: SignedInMember, office: string, raw: unknown): Promise<RuleView> {
    const { request, problems } = tryRequest(ChangeRuleRequest, raw);
    return inAgency(this.db, who.agency, async (manager) => {
      await demandOffice(manager, who, office);
      // A pond is not deleted meanwhile.
      await holdAgency(manager, who.agency);
      const all =
        problems.length > 0
          ? problems
          : [...problemsOfRequest(request.rule), ...(await problemsOfPond(manager, who, office, request.rule))];
      if (all.length > 0) throw new DeskRefusal(422, all);
      const rule = plainRule(request.rule);
      await manager.query(`select pg_advisory_xact_lock(hashtextextended('lead-desk rule ' || $1, 0))`, [
        JSON.stringify([who.agency, office]),
      ]);
      const [before]: RuleRow[] = await manager.query('select * from lead_desk.distribution_rules where agency = $1 and office = $2', [
        who.agency,
        office,
      ]);
      if ((before?.version ?? 0) !== request.version) throw stale(before);
      const [row]: RuleRow[] = await manager.query(
        `insert into lead_desk.distribution_rules as t (agency, office, active, rule, version, changed_at, changed_by)
         values ($1, $2, $3, $4, 1, $5, $6) on conflict (agency, office) do update set active = excluded.active, rule = excluded.rule,
           version = t.version + 1, changed_at = excluded.changed_at, changed_by = excluded.changed_by returning *`,
        [who.agency, office, request.active, JSON.stringify(rule), this.clock.now(), who.name],
      );
      this.log.log({ agency: who.agency, member: who.memberId, office, method: rule.method, active: request.active }, 'A rule was changed');
      const view = viewOf(row);
      if (!view) throw notFound('rule');
      return view;
    });
  }
}

/** Whether a member sets the rule of an office; empty for the company's. */
export function mayRule(who: SignedInMember, office: string): boolean {
  const { role } = who.member;
  return may(role, 'seeAllLeads') || (may(role, 'setDistribution') && office !== '' && who.member.office === office);
}

/** @throws DeskRefusal 404 for an office the agency has not, 403 for one that is not the member's */
export async function demandOffice(manager: EntityManager, who: SignedInMember, office: string): Promise<void> {
  if (office !== '') {
    const found: unknown[] = await manager.query('select 1 from lead_desk.offices where agency = $1 and id = $2', [who.agency, office]);
    if (found.length === 0) throw notFound('office');
  }
  if (mayRule(who, office)) return;
  const whose = office === '' ? 'the company' : 'another office';
  throw new DeskRefusal(403, [{ path: '', rule: 'role', message: `The rule of ${whose} is for brokers and administrators to set` }]);
}

/** All that is wrong with a rule as it was sent. */
export function problemsOfRequest(rule: RuleRequest): DeskProblem[] {
  return problemsOfRule(rule).map(({ path, message }) => ({ path: `/rule${path}`, rule: 'rule', message }));
}

/** A rule puts leads into a pond of its own office or of the company. */
export async function problemsOfPond(
  manager: EntityManager,
  { agency }: SignedInMember,
  office: string,
  { pond }: RuleRequest,
): Promise<DeskProblem[]> {
  if (pond === null) return [];
  const found = await findPond(manager, agency, pond);
  if (found && (found.office === '' || found.office === office)) return [];
  const message = found
    ? `${found.name} is the pond of another office; choose one of this office or the company’s`
    : 'This pond is not there any more; choose another';
  return [{ path: '/rule/pond', rule: 'known', message }];
}

/** The rule without the classes it was read by. */
export function plainRule({
  method,
  acceptWithinMinutes,
  hours,
  capPerDay,
  stickyAgent,
  listingAgent,
  mostOffers,
  pond,
}: RuleRequest): DistributionRule {
  const { zone, days, holidays } = hours;
  return {
    method,
    acceptWithinMinutes,
    hours: {
      zone,
      hours: hours.hours && { from: hours.hours.from, until: hours.hours.until },
      days,
      holidays: [...new Set(holidays)].toSorted(),
    },
    capPerDay,
    stickyAgent,
    listingAgent,
    mostOffers,
    pond,
  };
}

function stale(now: RuleRow | undefined): DeskRefusal {
  const message = now
    ? `${now.changed_by} changed this rule meanwhile; look at what it is now`
    : 'This rule is gone; look at what is there now';
  return new DeskRefusal(409, [{ path: '/version', rule: 'stale', message }], undefined, { now: viewOf(now) });
}

function viewOf(row: RuleRow | undefined): RuleView | null {
  if (!row) return null;
  const { active, rule, version, changed_at, changed_by } = row;
  // Rules of before there were ponds name none.
  return { active, rule: { ...rule, pond: rule.pond ?? null }, version, changedAt: changed_at.toISOString(), changedBy: changed_by };
}
