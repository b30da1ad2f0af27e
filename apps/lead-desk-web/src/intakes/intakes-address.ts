import { type AddressWords, manyIn, oneOf, textIn } from '../frame/address';
import type { IntakeSummaryView } from '../generated';

export type IntakeState = IntakeSummaryView['state'];
export const intakeStates = ['waiting', 'admitted', 'rejected', 'spam'] as const satisfies readonly IntakeState[];

/** What the address says about the list of intakes; nothing said means those who wait, the longest first. */
export interface IntakesAddress {
  target?: string;
  participant?: string;
  state?: IntakeState;
  direction?: 'asc' | 'desc';
  columns?: string[];
}

export function intakesAddress(words: AddressWords): IntakesAddress {
  return {
    target: textIn(words.target),
    participant: textIn(words.participant),
    state: oneOf(words.state, intakeStates),
    direction: oneOf(words.direction, ['asc', 'desc']),
    columns: manyIn(words.columns),
  };
}

export type IntakesFilter = Omit<IntakesAddress, 'columns'>;

export const intakesFilterOf = ({ target, participant, state, direction }: IntakesAddress): IntakesFilter => ({
  target,
  participant,
  state,
  direction,
});

export const intakesFilterCount = ({ target, participant, state }: IntakesFilter): number =>
  [target, participant, state].filter((value) => value !== undefined).length;
