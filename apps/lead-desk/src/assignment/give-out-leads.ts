import { act, afterGiving, type Candidate, type Decision, giveOut, type GivingOut, type LeadToGive } from '#lead';
import type { EntityManager } from 'typeorm';
import { type ActRow, assignmentOf, type AssignmentRow, type ChangedAssignment } from './assignment-rows';
import { candidatesOf, writeTurns } from './candidates-of';
import type { GivingGround } from './giving-ground';
import type { RuleInForce } from './rules-in-force';

/** A lead to be given out now, with who had it before and to no avail. */
export interface LeadForSomebody {
  readonly row: AssignmentRow;
  readonly lead: Omit<LeadToGive, 'offers'>;
  readonly had: readonly string[];
}

export interface GivenOut extends ChangedAssignment {
  readonly decision: Decision;
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
  let standing: readonly Candidate[] = before;
  const given = leads.map((one) => {
    const candidates = standing.map((agent) => ({ ...agent, hadThis: one.had.includes(agent.agent) }));
    const asked: GivingOut = {
      at: now.toISOString(),
      rule,
      lead: { ...one.lead, offers: one.row.offers },
      candidates,
      chance: chance(),
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
  const to = given.kind === 'offered' ? [given.to] : given.kind === 'offeredToAll' ? given.to : [];
  const until = given.kind === 'offered' || given.kind === 'offeredToAll' ? given.until : null;
  const offered = to.length === 0 ? undefined : act(was, { kind: 'offer', to, until }, asked.at);
  const entry: ActRow = {
    agency: row.agency,
    lead_id: row.lead_id,
    person_id: row.person_id,
    number: row.acts + 1,
    kind: to.length === 0 ? 'left' : 'offer',
    by: null,
    by_name: null,
    agents: to,
    until,
    reason: null,
    asked,
    decision,
  };
  return {
    row,
    now: offered?.kind === 'changed' ? offered.assignment : was,
    dueAt: given.kind === 'waits' ? given.until : until,
    acts: [entry],
    decision,
  };
}
