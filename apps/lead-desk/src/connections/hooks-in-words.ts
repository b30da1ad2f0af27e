import type { ConnectionView } from '#connections';
import type { HooksView } from './connection-parts';

type Heard = Pick<ConnectionView, 'lastHookAt' | 'topics' | 'sweeps'>;

const changes = (count: number): string => (count === 1 ? 'a change' : `${count} changes`);

/** Whether webhooks arrive (X6): silent where a sweep found lately what none of them told. */
export function hearingOf({ lastHookAt, topics, sweeps }: Heard, hasHook: boolean): Pick<HooksView, 'hearing' | 'says'> {
  const missed = sweeps.reduce((sum, sweep) => sum + sweep.missed, 0);
  if (!hasHook) return { hearing: 'none', says: 'This pack takes no webhooks; changes come by its sweeps alone.' };
  const foundAt = topics.find(({ topic }) => topic === 'sweep')?.lastAt;
  if (missed > 0 && foundAt !== undefined && (lastHookAt === null || foundAt > lastHookAt)) {
    const since = lastHookAt === null ? 'none was ever heard' : 'the last one came before that';
    return {
      hearing: 'silent',
      says: `Webhooks are silent: sweeps found ${changes(missed)} that no webhook told of, and ${since}. Nothing is lost; changes come late. Check the webhook at the vendor.`,
    };
  }
  if (lastHookAt === null)
    return { hearing: 'notYet', says: 'No webhook was heard yet. Enter the address at the vendor; until then changes come by the sweeps.' };
  return { hearing: 'heard', says: 'Webhooks arrive.' };
}
