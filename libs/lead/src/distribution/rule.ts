import { type OfficeHours, problemsOfHours } from './office-hours';

/** How leads find their agent (F2, F9, X11). */
export const methods = ['roundRobin', 'random', 'leastLeads', 'firstToClaim', 'pond', 'manual'] as const;
export type Method = (typeof methods)[number];

/** How a company or an office gives out its leads; an office's own goes before its company's (F1). */
export interface DistributionRule {
  readonly method: Method;
  /** Minutes of running clock in which an agent accepts, or the lead goes on (F4); nothing waits for ever. */
  readonly acceptWithinMinutes: number | null;
  readonly hours: OfficeHours;
  /** How many leads an agent is offered a day of the office; nothing is as many as come (X11). */
  readonly capPerDay: number | null;
  /** Whoever has the person's other leads goes first (X11). */
  readonly stickyAgent: boolean;
  /** Whoever has the listing goes first (X11). */
  readonly listingAgent: boolean;
  /** After so many offers that came to nothing the office manager has it, so that none stays unseen: 1 to 3 (X11). */
  readonly mostOffers: number;
  /**
   * The pond that takes the leads: all of them by the method `pond`, else those that used up their offers or that nobody may be asked for.
   * Rules of before there were ponds do not have it, and mean none.
   */
  readonly pond?: string | null;
}

interface RuleProblem {
  readonly path: string;
  readonly message: string;
}

const isMinutes = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 10_080;

/** All that is wrong with a rule, each with where and what is expected. */
export function problemsOfRule(rule: DistributionRule): readonly RuleProblem[] {
  const problems: RuleProblem[] = problemsOfHours(rule.hours).map(({ path, message }) => ({ path: `/hours${path}`, message }));
  const tell = (path: string, message: string): void => void problems.push({ path, message });
  if (!methods.includes(rule.method)) tell('/method', `"${rule.method}" is no method; it is one of ${methods.join(', ')}`);
  if (rule.acceptWithinMinutes !== null && !isMinutes(rule.acceptWithinMinutes))
    tell('/acceptWithinMinutes', `${rule.acceptWithinMinutes} is no time to accept in: 1 to 10080 whole minutes, a week`);
  if (rule.capPerDay !== null && !(Number.isInteger(rule.capPerDay) && rule.capPerDay >= 1 && rule.capPerDay <= 1_000))
    tell('/capPerDay', `${rule.capPerDay} is no number of leads a day: 1 to 1000, or none for as many as come`);
  if (!(Number.isInteger(rule.mostOffers) && rule.mostOffers >= 1 && rule.mostOffers <= 3))
    tell('/mostOffers', `${rule.mostOffers} is no number of offers before the office manager has it: 1 to 3`);
  const pond = rule.pond ?? null;
  if (rule.method === 'pond' && pond === null) tell('/pond', 'Choose the pond that the leads go into');
  if (rule.method === 'manual' && pond !== null)
    tell('/pond', 'By hand, leads wait for whoever assigns them; choose another method, or no pond');
  return problems;
}
