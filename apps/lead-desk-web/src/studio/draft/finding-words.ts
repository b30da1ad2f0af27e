import { t } from '../../words/words';
import type { Findings } from './use-findings';

/** What it comes to in few words, also for who cannot see the marks. */
export function findingWords({ waiting, problems, stopped, samples, tried }: Findings): string {
  if (waiting) return t('studio.checking');
  if (stopped !== null) return stopped;
  if (problems.length > 0) return t('studio.problems', { count: problems.length });
  if (samples.length === 0) return t('studio.noSamples');
  const differing = [...tried.values()].filter((differences) => differences.length > 0).length;
  if (differing > 0) return t('studio.differ', { count: differing, all: tried.size });
  return t('studio.pass', { count: tried.size });
}

export const toneOf = ({ waiting, problems, stopped, tried }: Findings): 'quiet' | 'bad' | 'wait' | 'good' => {
  if (waiting) return 'quiet';
  if (stopped !== null || problems.length > 0) return 'bad';
  return [...tried.values()].some((differences) => differences.length > 0) ? 'wait' : 'good';
};
