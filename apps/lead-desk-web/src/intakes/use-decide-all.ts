import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { troubleWords } from '../frame/trouble-words';
import { decideIntakes, type DecideIntakesRequest, type IntakeSummaryView } from '../generated';
import { t } from '../words/words';

interface Several {
  intakes: readonly IntakeSummaryView[];
  verb: DecideIntakesRequest['verb'];
  why?: string;
}

/** The same decision on several; what could not be decided is said, and why. */
export function useDecideAll(then: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ intakes, verb, why }: Several) =>
      decideIntakes({
        body: { verb, why, intakes: intakes.map(({ target, personId, version }) => ({ target, personId, seen: version })) },
      }),
    onSuccess: ({ results }) => {
      const refused = results.filter(({ done }) => !done);
      const why = [...new Set(refused.map((one) => one.refused))].join(' ');
      const done = t('intakes.several', { count: results.length - refused.length });
      const notDone = refused.length === 0 ? '' : ` ${t('intakes.notDone', { count: refused.length, why })}`;
      notifications.show({ withBorder: true, color: refused.length === 0 ? undefined : 'red', message: `${done}${notDone}` });
      then();
    },
    onError: (error) => {
      const { happened, then: what } = troubleWords(error);
      notifications.show({ color: 'red', title: `${t('trouble.notSaved')}. ${happened}`, message: what });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['intakes'] }),
  });
}
