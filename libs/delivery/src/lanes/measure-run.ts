import type { ExchangeMeasures } from '../measuring/exchange-measures';
import type { Target } from '../participants/target';
import { verdictIn } from '../targets/http-target';
import type { Answer } from '../targets/http-target';
import type { QueueRun, Step } from './run-queue';

/** Measures the requests of a run that ended just now, and how long its events were under way. */
export function measureRun(measures: ExchangeMeasures, target: Target, { steps }: QueueRun, endedMs: number): void {
  // The requests of a run follow each other, so each ended when the next began.
  let answeredMs = endedMs;
  let later: Answer | undefined;
  for (const step of steps.toReversed()) {
    if (!('answer' in step) || step.answer === null) continue;
    // Events that went together share one answer.
    if (step.answer !== later) {
      answeredMs -= later?.tookMs ?? 0;
      measures.answered(target, verdictIn(step.answer), step.answer.tookMs);
    }
    later = step.answer;
    // What was held or parked waited for somebody, which says nothing about the bridge.
    if (step.kind === 'delivered' && !step.row.waited) measures.delivered(target.side, answeredMs - step.row.received.getTime());
  }
}

/** How many answers these steps came by. */
export function answersIn(steps: readonly Step[]): number {
  return steps.filter((step, place) => {
    const before = steps[place - 1];
    return !('answer' in step && step.answer !== null && before && 'answer' in before && before.answer === step.answer);
  }).length;
}
