import type { ReplayRunView } from '../generated';
import type { Tone } from '../theme/theme';
import type { AgencyWords } from '../words/agency-words';
import { t } from '../words/words';

export const toneOfRun: Record<ReplayRunView['state'], Tone> = { planned: 'quiet', running: 'move', stopped: 'wait', done: 'good' };

export const runTitle = ({ kind, targetName }: Pick<ReplayRunView, 'kind' | 'targetName'>): string =>
  t(`replays.kind.${kind}`, { target: targetName });

/** Of which time, in words. */
export function windowWords({ kind, from, until }: ReplayRunView, words: AgencyWords): string {
  if (kind === 'fill') return from === null ? t('replays.window.now') : t('replays.window.nowAnd', { from: words.moment(from) });
  if (from !== null && until !== null) return t('replays.window.both', { from: words.moment(from), until: words.moment(until) });
  if (from !== null) return t('replays.window.from', { from: words.moment(from) });
  return until === null ? t('replays.window.all') : t('replays.window.until', { until: words.moment(until) });
}

export const peopleWords = (count: number, words: AgencyWords): string => t('replays.ofPeople', { count, number: words.number(count) });

export const eventCount = ({ counted, events }: ReplayRunView, words: AgencyWords): string =>
  t(`replays.counted.${counted}`, { number: words.number(events) });

/** Where it stands, in a sentence. */
export function runSentence(run: ReplayRunView, words: AgencyWords): string {
  const { state, targetName: target, events, persons, personsDone } = run;
  const people = peopleWords(persons, words);
  if (state === 'planned') return t('replays.sentence.planned', { count: events, target, number: eventCount(run, words), people });
  if (state === 'running') return t('replays.sentence.running', { target });
  if (state === 'stopped') return t('replays.sentence.stopped', { done: words.number(personsDone), people });
  return t('replays.sentence.done', { target, people: peopleWords(personsDone, words) });
}

/** "12 told, 1 refused". */
export function tallyWords(run: ReplayRunView, words: AgencyWords): string {
  const parts = (['delivered', 'refused', 'ignored', 'erased'] as const).flatMap((one) =>
    run[one] > 0 ? [t(`replays.tally.${one}`, { number: words.number(run[one]) })] : [],
  );
  return parts.length === 0 ? t('replays.tally.nothing') : parts.join(', ');
}
