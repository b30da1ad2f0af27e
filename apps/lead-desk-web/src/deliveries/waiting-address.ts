import { type AddressWords, manyIn, oneOf, textIn } from '../frame/address';
import type { WaitingDeliveryView } from '../generated';

export type WaitingState = WaitingDeliveryView['state'];
/** In the order somebody worries about them. */
export const waitingStates = [
  'parked',
  'heldParent',
  'heldApproval',
  'heldReplay',
  'heldBehind',
] as const satisfies readonly WaitingState[];

/** What the address says about the list; nothing said means all that waits, the longest first. */
export interface WaitingAddress {
  target?: string;
  state?: WaitingState;
  type?: string[];
  person?: string;
  direction?: 'asc' | 'desc';
  columns?: string[];
}

export function waitingAddress(words: AddressWords): WaitingAddress {
  return {
    target: textIn(words.target),
    state: oneOf(words.state, waitingStates),
    type: manyIn(words.type),
    person: textIn(words.person),
    direction: oneOf(words.direction, ['asc', 'desc']),
    columns: manyIn(words.columns),
  };
}

export type WaitingFilter = Omit<WaitingAddress, 'columns'>;

export const waitingFilterOf = ({ columns: _columns, ...filter }: WaitingAddress): WaitingFilter => filter;

export const waitingFilterCount = ({ target, state, type, person }: WaitingFilter): number =>
  [target, state, type, person].filter((value) => value !== undefined).length;
