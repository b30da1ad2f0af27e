import type { ExchangeMeasures } from '../measuring/exchange-measures';
import type { Target } from '../participants/target';
import { verdictIn } from '../targets/http-target';
import type { QueueRun } from './run-queue';

/** Measures the requests of a run that ended just now, and how long its events were under way. */
export function measureRun(measures: ExchangeMeasures, target: Target, { steps }: QueueRun, endedMs: number): void {
  // The requests of a run follow each other, so each ended when the next began.
  let answeredMs = endedMs;
  for (const step of steps.toReversed()) {
    if (!('answer' in step) || step.answer === null) continue;
    const { tookMs } = step.answer;
    measures.answered(target, verdictIn(step.answer), tookMs);
    // What was held or parked waited for somebody, which says nothing about the bridge.
    if (step.kind === 'delivered' && !step.row.waited) measures.delivered(target.side, answeredMs - step.row.received.getTime());
    answeredMs -= tookMs;
  }
}
