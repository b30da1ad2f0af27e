import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { troubleWords } from '../frame/trouble-words';
import { type RepairedView, retryDeliveries, skipDeliveries, type WaitingDeliveryView } from '../generated';
import { DeskProblem } from '../session/desk-problem';
import { t } from '../words/words';

/** Tried again, or skipped where a reason is given. */
export interface Repair {
  those: readonly WaitingDeliveryView[];
  why?: string;
}

const atOnce = 200;

/** Tries deliveries again or skips them; what was left is said, and why. */
export function useRepair(then: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ those, why }: Repair): Promise<RepairedView[]> =>
      inSteps(
        those.map(({ ref }) => ref),
        why,
      ),
    onSuccess: (results, { why }) => {
      const left = results.filter(({ done }) => !done);
      const count = results.length - left.length;
      const done = why === undefined ? t('deliveries.retried', { count }) : t('deliveries.skipped', { count });
      const reasons = [...new Set(left.map(({ refused }) => refused))].join(' ');
      const notDone = left.length === 0 ? '' : ` ${t('deliveries.notDone', { count: left.length, why: reasons })}`;
      notifications.show({ withBorder: true, color: left.length === 0 ? undefined : 'red', message: `${done}${notDone}` });
      then();
    },
    onError: (error) => {
      const gone = error instanceof DeskProblem && error.status === 404;
      const { happened, then: what } = troubleWords(error);
      notifications.show({
        color: 'red',
        title: gone ? t('deliveries.gone') : happened,
        message: gone ? t('deliveries.goneDo') : what,
      });
    },
    onSettled: () =>
      Promise.all([queries.invalidateQueries({ queryKey: ['deliveries'] }), queries.invalidateQueries({ queryKey: ['events', 'tally'] })]),
  });
}

async function inSteps(refs: readonly string[], why: string | undefined): Promise<RepairedView[]> {
  const results: RepairedView[] = [];
  for (let from = 0; from < refs.length; from += atOnce) {
    const some = refs.slice(from, from + atOnce);
    const done = await (why === undefined ? retryDeliveries({ body: { refs: some } }) : skipDeliveries({ body: { refs: some, why } }));
    results.push(...done.results);
  }
  return results;
}
