import { type Candidate, type PassedOver, passedOver } from './candidates';
import { firstToClaim } from './methods/first-to-claim';
import { leastLeads } from './methods/least-leads';
import { random } from './methods/random';
import { roundRobin } from './methods/round-robin';
import { afterRunning, nextRunning } from './office-hours';
import type { DistributionRule, Method } from './rule';

/** What is to be given out. */
export interface LeadToGive {
  /** Offers of it so far that came to nothing. */
  readonly offers: number;
  /** Whom the person asked for by name, if anybody. */
  readonly askedFor: string | null;
  /** Who has the person's other leads, if anybody. */
  readonly stickyAgent: string | null;
  /** Who has the listing it is about, if anybody. */
  readonly listingAgent: string | null;
}

/** The pond of a rule, as it is now. */
export interface Pond {
  readonly pond: string;
  readonly name: string;
  /** Whoever may claim what is in it, whatever their limits, their absence or their hours. */
  readonly members: readonly string[];
}

/** All that a decision rests on: kept with it, so that it can be made again and explained (F15). */
export interface GivingOut {
  /** RFC 3339 UTC. */
  readonly at: string;
  readonly rule: DistributionRule;
  readonly lead: LeadToGive;
  /** In the office's own order. */
  readonly candidates: readonly Candidate[];
  /** From 0 to below 1, drawn once. */
  readonly chance: number;
  /** Left out or null where the rule names none, or one that was deleted. */
  readonly pond?: Pond | null;
}

/** Why it was this agent. */
export type Because = 'askedFor' | 'stickyAgent' | 'listingAgent' | Exclude<Method, 'manual' | 'pond'>;

export type Given =
  /** To one agent; until when, if the rule sets a time. */
  | { readonly kind: 'offered'; readonly to: string; readonly because: Because; readonly until: string | null }
  /** To all of them at once. */
  | { readonly kind: 'offeredToAll'; readonly to: readonly string[]; readonly until: string | null }
  /** Into the pond of the rule, whose members may claim it: by its method, or instead of staying unassigned. */
  | {
      readonly kind: 'pond';
      readonly pond: string;
      readonly to: readonly string[];
      readonly because: 'method' | 'mostOffers' | 'nobodyEligible';
    }
  /** The clock of the office does not run: decided again then. */
  | { readonly kind: 'waits'; readonly until: string }
  /** It stays unassigned until somebody assigns it, and the office manager is told. */
  | { readonly kind: 'unassigned'; readonly because: 'manual' | 'nobodyEligible' | 'mostOffers' | 'neverOpen' };

export interface Decision {
  readonly given: Given;
  /** Of every candidate that was not asked, why. */
  readonly passedOver: readonly ({ readonly agent: string } & PassedOver)[];
  readonly eligible: readonly string[];
}

/** Decides who is offered a lead now. The same question has the same answer. */
export function giveOut({ at: asked, rule, lead, candidates, chance, pond }: GivingOut): Decision {
  // One way to write a time, so that times compare as text.
  const at = new Date(asked).toISOString();
  const judged = candidates.map((candidate) => ({ candidate, reason: passedOver(candidate, rule, at) }));
  const eligible = judged.flatMap(({ candidate, reason }) => (reason === undefined ? [candidate] : []));
  return {
    given: given(eligible, { at, rule, lead, chance, pond }),
    passedOver: judged.flatMap(({ candidate: { agent }, reason }) => (reason === undefined ? [] : [{ agent, ...reason }])),
    eligible: eligible.map(({ agent }) => agent),
  };
}

function given(eligible: readonly Candidate[], { at, rule, lead, chance, pond }: Omit<GivingOut, 'candidates'>): Given {
  if (rule.method === 'manual') return { kind: 'unassigned', because: 'manual' };
  if (lead.offers >= rule.mostOffers) return atTheEnd('mostOffers', rule, pond);
  const preferred = preferredOf(eligible, rule, lead);
  // Into a pond at any hour; whoever goes first is asked by the clock of the office.
  if (rule.method === 'pond' && !preferred) return atTheEnd('nobodyEligible', rule, pond);
  const opens = nextRunning(at, rule.hours);
  if (opens === undefined) return { kind: 'unassigned', because: 'neverOpen' };
  if (opens > at) return { kind: 'waits', until: opens };
  const until = rule.acceptWithinMinutes === null ? null : (afterRunning(at, rule.acceptWithinMinutes, rule.hours) ?? null);
  if (preferred) return { kind: 'offered', ...preferred, until };
  return byMethod(rule.method, eligible, chance, until) ?? atTheEnd('nobodyEligible', rule, pond);
}

function byMethod(method: Method, eligible: readonly Candidate[], chance: number, until: string | null): Given | undefined {
  if (eligible.length === 0 || method === 'manual' || method === 'pond') return undefined;
  if (method === 'firstToClaim') return { kind: 'offeredToAll', to: firstToClaim(eligible).map(({ agent }) => agent), until };
  const to = chosenBy[method](eligible, chance);
  return to && { kind: 'offered', to: to.agent, because: method, until };
}

/** Where an agent is asked no more: into the pond, or to the office manager where there is none, or nobody in it. */
function atTheEnd(because: 'mostOffers' | 'nobodyEligible', { method }: DistributionRule, pond: Pond | null | undefined): Given {
  if (!pond || pond.members.length === 0) return { kind: 'unassigned', because };
  return {
    kind: 'pond',
    pond: pond.pond,
    to: pond.members,
    because: method === 'pond' && because === 'nobodyEligible' ? 'method' : because,
  };
}

const chosenBy = { roundRobin, random, leastLeads } as const satisfies Partial<
  Record<Method, (eligible: readonly Candidate[], chance: number) => Candidate | undefined>
>;

/** Whom the person asks for goes first; then whoever knows the person before whoever knows the house. */
function preferredOf(
  eligible: readonly Candidate[],
  rule: DistributionRule,
  lead: LeadToGive,
): { readonly to: string; readonly because: Because } | undefined {
  const may = (agent: string | null): agent is string => eligible.some((one) => one.agent === agent);
  if (may(lead.askedFor)) return { to: lead.askedFor, because: 'askedFor' };
  if (rule.stickyAgent && may(lead.stickyAgent)) return { to: lead.stickyAgent, because: 'stickyAgent' };
  if (rule.listingAgent && may(lead.listingAgent)) return { to: lead.listingAgent, because: 'listingAgent' };
  return undefined;
}
