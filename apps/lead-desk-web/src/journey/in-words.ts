import { outcomeOf, outcomes } from '../events/outcomes';
import type { JourneyTargetView, JourneyView } from '../generated';
import { span } from '../words/agency-words';
import { t } from '../words/words';

/** The worst open state over all targets, else the final one. */
export function overallOf(targets: readonly Pick<JourneyTargetView, 'state'>[]) {
  const found = targets.map((target) => outcomeOf(target.state));
  return outcomes.find((outcome) => found.includes(outcome)) ?? 'unrouted';
}

/** What became of the event, in one sentence. */
export function sentenceOf({ targets, receivedAt }: { targets: readonly JourneyTargetView[]; receivedAt: string }): string {
  if (targets.length === 0) return t('journey.nobody');
  const parts = outcomes.flatMap((outcome) => {
    const there = targets.filter((target) => outcomeOf(target.state) === outcome);
    return there.length === 0 ? [] : [partOf(outcome, there, receivedAt)];
  });
  const [first = '', ...rest] = parts;
  return `${[first.charAt(0).toUpperCase() + first.slice(1), ...rest].join('; ')}.`;
}

function partOf(outcome: ReturnType<typeof outcomeOf>, there: readonly JourneyTargetView[], receivedAt: string): string {
  const names = new Intl.ListFormat('en', { type: 'conjunction' }).format(there.map(namedWithReason));
  const attempts = there.reduce((sum, target) => sum + target.attempts.length, 0);
  const part = t(`journey.sentence.${outcome}`, { names });
  if (outcome === 'delivered')
    return `${part}${took(there, receivedAt)}${attempts > there.length ? `, ${t('journey.after', { count: attempts })}` : ''}`;
  if (outcome === 'inFlight' && attempts > 0) return `${part}, ${t('journey.soFar', { count: attempts })}`;
  return part;
}

function namedWithReason({ name, state, reason, by }: JourneyTargetView): string {
  const why = [reasonWords(reason), state === 'skipped' && by ? t('journey.by', { who: by }) : undefined].filter(Boolean).join(', ');
  return why === '' || state === 'delivered' ? name : `${name} (${why})`;
}

/** One target in the order of worry has no time of its own; several that came through take the slowest. */
function took(there: readonly JourneyTargetView[], receivedAt: string): string {
  const ended = there.map((target) => (target.endedAt === null ? NaN : Date.parse(target.endedAt) - Date.parse(receivedAt)));
  const longest = Math.max(...ended);
  return Number.isFinite(longest) ? ` ${t('journey.within', { span: span(longest) })}` : '';
}

export function reasonWords(reason: string | null): string | undefined {
  if (reason === null) return undefined;
  return reason === 'sameIdOtherBody' ? t('journey.reason.sameIdOtherBody') : reason;
}

/** When the exchange took it over. */
export const receivedAtOf = ({ hops }: Pick<JourneyView, 'hops'>): string => hops.find((hop) => hop.place === 'received')?.at ?? '';
