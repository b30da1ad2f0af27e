import { byOpening } from '../leads/lead-standing';
import type { Candidate } from './candidates';
import { type Decision, giveOut, type LeadToGive, type Pond } from './give-out';
import { dayAt } from './office-hours';
import type { DistributionRule } from './rule';

/** A lead of the past, as it came. */
export interface PastLead extends Omit<LeadToGive, 'offers'> {
  readonly id: string;
  /** RFC 3339 UTC. */
  readonly openedAt: string;
}

export interface SimulatedLead {
  readonly id: string;
  /** When it would have been given out: at once, or when the office opened. */
  readonly at: string;
  /** The last decision, with its reasons. */
  readonly decision: Decision;
}

export interface Simulated {
  readonly leads: readonly SimulatedLead[];
  /** Where the agents would stand afterwards. */
  readonly candidates: readonly Candidate[];
}

/**
 * Gives out past leads by a rule, one after the other, as if whoever is offered one accepts it at once (F15). Who receives and who is away
 * is taken as the candidates say.
 * @param chance asked once for each decision, from 0 to below 1
 */
export function simulate(
  rule: DistributionRule,
  past: readonly PastLead[],
  candidates: readonly Candidate[],
  chance: () => number,
  pond: Pond | null = null,
): Simulated {
  const inOrder = past.toSorted(byOpening);
  let standing = candidates;
  let day = '';
  const given: SimulatedLead[] = [];
  const waiting: { readonly lead: PastLead; readonly at: string }[] = [];
  const giveAt = (lead: PastLead, at: string): void => {
    const today = dayAt(at, rule.hours.zone);
    if (today !== day) standing = standing.map((one) => ({ ...one, today: 0 }));
    day = today;
    const { id: _id, openedAt: _openedAt, ...known } = lead;
    const decision = giveOut({ at, rule, lead: { ...known, offers: 0 }, candidates: standing, chance: chance(), pond });
    if (decision.given.kind === 'waits') {
      waiting.push({ lead, at: decision.given.until });
      return;
    }
    given.push({ id: lead.id, at, decision });
    standing = afterGiving(standing, decision);
  };
  for (const lead of inOrder) {
    giveWaiting(lead.openedAt);
    giveAt(lead, new Date(lead.openedAt).toISOString());
  }
  giveWaiting(undefined);
  return { leads: given, candidates: standing };

  /** What waited until then comes before what comes then. */
  function giveWaiting(until: string | undefined): void {
    while (waiting[0] !== undefined && (until === undefined || Date.parse(waiting[0].at) <= Date.parse(until))) {
      const next = waiting.shift();
      if (next) giveAt(next.lead, next.at);
    }
  }
}

/** Where the agents stand once an offer was made: whose turn it was is last now. */
export function afterGiving(candidates: readonly Candidate[], { given }: Decision): readonly Candidate[] {
  if (given.kind !== 'offered') return candidates;
  const turn = Math.max(0, ...candidates.map((one) => one.turn)) + 1;
  return candidates.map((one) =>
    one.agent === given.to ? { ...one, turn, today: one.today + 1, leads: one.leads === null ? null : one.leads + 1 } : one,
  );
}
