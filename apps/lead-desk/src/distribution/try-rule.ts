import { type Candidate, type PastLead, type Pond, simulate, type SimulatedLead, whyInWords } from '#lead';
import { Injectable } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { DeskRefusal } from '../api-problems/desk-refusal';
import { tryRequest } from '../api-problems/read-request';
import { candidatesOf, type OfficeCandidate } from '../assignment/candidates-of';
import { pondOfRule } from '../assignment/pond-of-rule';
import { nobodyKnown } from '../assignment/open-assignments';
import type { SignedInMember } from '../sign-in/signed-in';
import { chanceFrom } from './chance-from';
import { pastLeads, type PastLeadRow } from './past-leads';
import { SimulateRequest, TryRuleRequest } from './rule-requests';
import type { PreviewView, SimulatedLeadView, SimulationView } from './rule-views';
import { demandOffice, plainRule, problemsOfPond, problemsOfRequest } from './rules';

const previewed = 5;
const mostShown = 200;

/** Shows what a rule would do before it goes live (F15): with the next leads, and with those of the last days. */
@Injectable()
export class TryRule {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  preview(who: SignedInMember, raw: unknown): Promise<PreviewView> {
    return this.with(who, TryRuleRequest, raw, async (manager, { office = '', rule: sent }) => {
      const rule = plainRule(sent);
      const agents = await candidatesOf(manager, { agency: who.agency, office, rule, now: this.clock.now() });
      const openedAt = this.clock.now().toISOString();
      const next: PastLead[] = Array.from({ length: previewed }, (_, n) => ({ id: String(n), openedAt, ...nobodyKnown }));
      const nameOf = namer(agents);
      const pond = await pondOfRule(manager, who.agency, rule);
      const { leads } = simulate(rule, next, agents.map(candidateOf), chanceFrom('preview'), pond);
      return {
        next: leads.map(({ decision }) => ({
          agent: nameOrNull(decision.given, nameOf),
          pond: pondOrNull(decision.given, pond),
          why: whyInWords({ rule, pond }, decision, nameOf),
        })),
      };
    });
  }

  simulation(who: SignedInMember, raw: unknown): Promise<SimulationView> {
    return this.with(who, SimulateRequest, raw, async (manager, { office = '', rule: sent, days }) => {
      const rule = plainRule(sent);
      const since = new Date(this.clock.now().getTime() - days * 86_400_000);
      const past = await pastLeads(manager, who.agency, office, since);
      const agents = await candidatesOf(manager, { agency: who.agency, office, rule, now: this.clock.now() });
      // As if the days began anew: nobody had a turn, a lead or an offer yet.
      const fresh = agents.map((one) => ({ ...candidateOf(one), turn: 0, today: 0, leads: 0 }));
      const pond = await pondOfRule(manager, who.agency, rule);
      const { leads } = simulate(rule, past.map(asPast), fresh, chanceFrom(`${who.agency} ${office} ${days}`), pond);
      return simulationView(past, leads, agents, pond, (lead, nameOf) => whyInWords({ rule, pond }, lead.decision, nameOf));
    });
  }

  private with<R extends TryRuleRequest, V>(
    who: SignedInMember,
    shape: new () => R,
    raw: unknown,
    work: (manager: EntityManager, request: R) => Promise<V>,
  ): Promise<V> {
    const { request, problems } = tryRequest(shape, raw);
    const all = problems.length > 0 ? problems : problemsOfRequest(request.rule);
    if (all.length > 0) throw new DeskRefusal(422, all);
    return inAgency(this.db, who.agency, async (manager) => {
      await demandOffice(manager, who, request.office ?? '');
      const ofPond = await problemsOfPond(manager, who, request.office ?? '', request.rule);
      if (ofPond.length > 0) throw new DeskRefusal(422, ofPond);
      return work(manager, request);
    });
  }
}

const candidateOf = ({ candidate }: OfficeCandidate): Candidate => candidate;

function namer(agents: readonly OfficeCandidate[]): (agent: string) => string {
  const names = new Map(agents.map(({ candidate, name }) => [candidate.agent, name]));
  return (agent) => names.get(agent) ?? 'somebody who left';
}

const nameOrNull = (given: SimulatedLead['decision']['given'], nameOf: (agent: string) => string): string | null =>
  given.kind === 'offered' ? nameOf(given.to) : null;

const pondOrNull = (given: SimulatedLead['decision']['given'], pond: Pond | null): string | null =>
  given.kind === 'pond' ? (pond?.name ?? null) : null;

const asPast = ({ lead_id, opened_at, lead }: PastLeadRow): PastLead => ({ id: lead_id, openedAt: opened_at.toISOString(), ...lead });

function simulationView(
  past: readonly PastLeadRow[],
  leads: readonly SimulatedLead[],
  agents: readonly OfficeCandidate[],
  pond: Pond | null,
  why: (lead: SimulatedLead, nameOf: (agent: string) => string) => readonly string[],
): SimulationView {
  const nameOf = namer(agents);
  const would = new Map(leads.map((lead) => [lead.id, lead]));
  const toOf = (id: string): string | null => {
    const given = would.get(id)?.decision.given;
    return given?.kind === 'offered' ? given.to : null;
  };
  const shown = (row: PastLeadRow): SimulatedLeadView[] => {
    const lead = would.get(row.lead_id);
    if (!lead) return [];
    const { given } = lead.decision;
    return [
      {
        id: row.lead_id,
        name: row.name,
        openedAt: row.opened_at.toISOString(),
        at: lead.at,
        had: row.agent_name,
        would: nameOrNull(given, nameOf),
        wouldPond: pondOrNull(given, pond),
        why: why(lead, nameOf),
      },
    ];
  };
  return {
    leads: past.length,
    unassigned: leads.filter(({ decision }) => decision.given.kind === 'unassigned').length,
    toAll: leads.filter(({ decision }) => decision.given.kind === 'offeredToAll').length,
    inPond: leads.filter(({ decision }) => decision.given.kind === 'pond').length,
    changed: past.filter(({ lead_id, agent }) => agent !== null && toOf(lead_id) !== agent).length,
    agents: agents.map(({ candidate: { agent }, name }) => ({
      id: agent,
      name,
      had: past.filter((row) => row.agent === agent).length,
      would: past.filter(({ lead_id }) => toOf(lead_id) === agent).length,
    })),
    newest: past.toReversed().slice(0, mostShown).flatMap(shown),
  };
}
