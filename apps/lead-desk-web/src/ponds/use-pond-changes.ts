import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showTrouble } from '../connections/connection-changes';
import { fillPond, type PondView, removePond, savePond, type SavePondRequest } from '../generated';
import { nowIn } from '../session/desk-problem';
import { t } from '../words/words';

/** What stands instead of what was edited, where somebody was faster. */
export function standsIn(error: unknown): PondView | undefined {
  const now = nowIn(error);
  // The API answers the pond beside the refusal, as it is described for `savePond`.
  return now && 'version' in now && 'members' in now ? (now as PondView) : undefined;
}

/** Whatever shows leads or ponds is asked anew. */
function useAnew(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const part of ['distribution', 'leads', 'people', 'offers']) void queries.invalidateQueries({ queryKey: [part] });
  };
}

export function useSavePond(close: () => void) {
  const anew = useAnew();
  return useMutation({
    mutationFn: ({ id, ...body }: SavePondRequest & { id: string }) => savePond({ path: { id }, body }),
    onSuccess: ({ name }) => {
      notifications.show({ message: t('ponds.saved', { name }), withBorder: true });
      close();
    },
    onSettled: anew,
  });
}

export function useRemovePond(close: () => void) {
  const anew = useAnew();
  return useMutation({
    mutationFn: ({ id, version }: PondView) => removePond({ path: { id }, query: { version } }),
    onSuccess: (_, { name }) => notifications.show({ message: t('ponds.removed', { name }), withBorder: true }),
    onError: showTrouble,
    onSettled: () => {
      close();
      anew();
    },
  });
}

/** Puts leads into a pond; each that is refused is told of. */
export function useFillPond(done: () => void) {
  const anew = useAnew();
  return useMutation({
    mutationFn: ({ pond, leads }: { pond: PondView; leads: readonly string[] }) =>
      fillPond({ path: { id: pond.id }, body: { leads: [...leads] } }),
    onSuccess: ({ leads }, { pond }) => {
      done();
      const refused = leads.filter(({ outcome }) => outcome === 'refused');
      const count = leads.length - refused.length;
      if (count > 0) notifications.show({ message: t('ponds.putDone', { count, pond: pond.name }), withBorder: true });
      const [why] = refused;
      if (why)
        notifications.show({
          color: 'red',
          title: t('ponds.put'),
          message: t('ponds.refused', { count: refused.length, why: why.message ?? '' }),
        });
    },
    onError: showTrouble,
    onSettled: anew,
  });
}
