import {
  act,
  type Act,
  afterGiving,
  type Candidate,
  type Decision,
  type Given,
  giveOut,
  type GivingOut,
  type LeadToGive,
  type Pond,
} from '#lead';
import type { EntityManager } from 'typeorm';
import { type ActRow, assignmentOf, type AssignmentRow, type ChangedAssignment } from './assignment-rows';
import { candidatesOf, writeTurns } from './candidates-of';
import type { GivingGround } from './giving-ground';
import { pondOfRule } from './pond-of-rule';
import type { RuleInForce } from './rules-in-force';

/** A lead to be given out now, with who had it before and to no avail. */
export interface LeadForSomebody {
  readonly row: AssignmentRow;
  readonly lead: Omit<LeadToGive, 'offers'>;
  readonly had: readonly string[];
}

export interface GivenOut extends ChangedAssignment {
  readonly decision: Decision;
  /** The pond of the rule. */
  readonly pond: Pond | null;
}

/**
 * Gives out leads of one office, one after the other, each knowing of those before it, however many there are (F3): the agents are read
 * once. The agency is held by `holdAgency`; whoever calls writes what comes of it.
 */
export async function giveOutLeads(
  manager: EntityManager,
  { rule }: RuleInForce,
  leads: readonly LeadForSomebody[],
  { now, chance }: GivingGround,
): Promise<GivenOut[]> {
  const [first] = leads;
  if (!first) return [];
  const of = { agency: first.row.agency, office: first.row.office, rule, now };
  const before = (await candidatesOf(manager, of)).map(({ candidate }) => candidate);
  const pond = await pondOfRule(manager, first.row.agency, rule);
  let standing: readonly Candidate[] = before;
  const given = leads.map((one) => {
    const candidates = standing.map((agent) => ({ ...agent, hadThis: one.had.includes(agent.agent) }));
    const asked: GivingOut = {
      at: now.toISOString(),
      rule,
      lead: { ...one.lead, offers: one.row.offers },
      candidates,
      chance: chance(),
      pond,
    };
    const decision = giveOut(asked);
    standing = afterGiving(standing, decision);
    return afterDecision(one, asked, decision);
  });
  await writeTurns(manager, of, before, standing);
  return given;
}

function afterDecision({ row }: LeadForSomebody, asked: GivingOut, decision: Decision): GivenOut {
  const { given } = decision;
  const was = assignmentOf(row);
  const one = actOf(given);
  const until = one?.kind === 'offer' ? one.until : null;
  const acted = one && act(was, one, asked.at);
  const entry: ActRow = {
    agency: row.agency,
    lead_id: row.lead_id,
    person_id: row.person_id,
    number: row.acts + 1,
    kind: one?.kind ?? 'left',
    by: null,
    by_name: null,
    agents: one?.kind === 'pond' ? one.members : (one?.to ?? []),
    until,
    reason: null,
    pond: one?.kind === 'pond' ? one.pond : null,
    asked,
    decision,
  };
  return {
    row,
    now: acted?.kind === 'changed' ? acted.assignment : was,
    dueAt: given.kind === 'waits' ? given.until : until,
    acts: [entry],
    decision,
    pond: asked.pond ?? null,
  };
}

/** What a decision does with the lead, if anything. */
function actOf(given: Given): Extract<Act, { kind: 'offer' | 'pond' }> | undefined {
  if (given.kind === 'offered') return { kind: 'offer', to: [given.to], until: given.until };
  if (given.kind === 'offeredToAll') return { kind: 'offer', to: given.to, until: given.until };
  return given.kind === 'pond' ? { kind: 'pond', pond: given.pond, members: given.to } : undefined;
}
