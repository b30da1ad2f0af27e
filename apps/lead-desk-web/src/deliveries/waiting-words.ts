import { eventWords } from '../events/event-columns';
import type { TargetTallyView, WaitingDeliveryView } from '../generated';
import type { Tone } from '../theme/theme';
import { t } from '../words/words';
import { type WaitingState, waitingStates } from './waiting-address';

export const toneOfWaiting: Record<WaitingState, Tone> = {
  parked: 'bad',
  heldParent: 'wait',
  heldApproval: 'wait',
  heldReplay: 'move',
  heldBehind: 'quiet',
};

type Told = Pick<WaitingDeliveryView, 'type' | 'personName' | 'subject'>;

export const whose = ({ personName, subject }: Pick<Told, 'personName' | 'subject'>): string | null => personName ?? subject;

/** "Search saved of Ann Reed". */
export function whatOf(delivery: Told): string {
  const [what, who] = [eventWords(delivery.type), whose(delivery)];
  return who === null ? what : t('deliveries.of', { what, who });
}

/** The reason as a sentence; what a vendor or a pack said is shown as it came. */
export function whyOf({ state, reason }: Pick<WaitingDeliveryView, 'state' | 'reason'>): string {
  if (state === 'heldApproval' || state === 'heldReplay' || state === 'heldBehind') return t(`deliveries.why.${state}`);
  if (reason === null) return t(`deliveries.why.${state}`);
  if (reason === 'sameIdOtherBody') return t('deliveries.why.sameIdOtherBody');
  if (reason === 'waits for person') return t('deliveries.why.waitsForPerson');
  const refused = /^refused with (\d{3})$/.exec(reason)?.[1];
  if (refused !== undefined) return t('deliveries.why.refusedWith', { status: refused });
  const needs = /^waits for (.+)$/s.exec(reason)?.[1];
  return needs === undefined ? reason.charAt(0).toUpperCase() + reason.slice(1) : t('deliveries.why.waitsFor', { what: needs });
}

/** How many wait in each state, at one target or at all. */
export function waitingCounts(targets: readonly TargetTallyView[], target: string | undefined): Record<WaitingState, number> {
  const there = targets.filter((one) => target === undefined || one.target === target);
  const sum = (pick: (one: TargetTallyView) => number) => there.reduce((total, one) => total + pick(one), 0);
  return {
    parked: sum(({ parked }) => parked),
    heldParent: sum(({ held }) => held.parent),
    heldApproval: sum(({ held }) => held.approval),
    heldReplay: sum(({ held }) => held.replay),
    heldBehind: sum(({ held }) => held.behind),
  };
}

export const allOf = (counts: Record<WaitingState, number>): number => waitingStates.reduce((sum, state) => sum + counts[state], 0);
