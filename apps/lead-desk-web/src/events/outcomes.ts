import type { EventSummaryView, JourneyTargetView, TallyView } from '../generated';
import type { Tone } from '../theme/theme';

export type Outcome = EventSummaryView['outcome'];
export type Side = EventSummaryView['side'];

/** In the order somebody worries about them. */
export const outcomes = [
  'parked',
  'held',
  'inFlight',
  'delivered',
  'ignored',
  'skipped',
  'unrouted',
  'erased',
] as const satisfies readonly Outcome[];
export const sides = ['website', 'backOffice'] as const satisfies readonly Side[];

const tones: Record<Outcome, Tone> = {
  parked: 'bad',
  held: 'wait',
  inFlight: 'move',
  delivered: 'good',
  ignored: 'quiet',
  skipped: 'quiet',
  unrouted: 'quiet',
  erased: 'quiet',
};

export const toneOf = (outcome: Outcome): Tone => tones[outcome];

/** `heldApproval` and its kin are all held. */
export const outcomeOf = (state: JourneyTargetView['state']): Outcome => outcomes.find((outcome) => outcome === state) ?? 'held';

const outcomeOfState = (state: string): Outcome => outcomes.find((outcome) => state.startsWith(outcome)) ?? 'ignored';

/** The state of a target in a list, which the API leaves as a word. */
export const toneOfState = (state: string): Tone => tones[outcomeOfState(state)];

/** A row has room for two names: of more targets for that of the one to worry about most, and a count of the others. */
export function targetsInRow<T extends { readonly state: string }>(targets: readonly T[]): { named: readonly T[]; rest: readonly T[] } {
  if (targets.length <= 2) return { named: targets, rest: [] };
  const rank = ({ state }: T): number => outcomes.indexOf(outcomeOfState(state));
  const sorted = targets.toSorted((a, b) => rank(a) - rank(b));
  return { named: sorted.slice(0, 1), rest: sorted.slice(1) };
}

/** How many deliveries are in each state, over all targets; what nobody was to have counts as events. */
export function countsOf(tally: TallyView): Record<Outcome, number> {
  const sum = (pick: (target: TallyView['targets'][number]) => number) => tally.targets.reduce((total, target) => total + pick(target), 0);
  return {
    parked: sum((target) => target.parked),
    held: sum(({ held }) => held.approval + held.parent + held.behind + held.replay),
    inFlight: sum((target) => target.inFlight),
    delivered: sum((target) => target.delivered),
    ignored: sum((target) => target.ignored),
    skipped: sum((target) => target.skipped),
    erased: sum((target) => target.erased),
    unrouted: tally.unrouted,
  };
}
