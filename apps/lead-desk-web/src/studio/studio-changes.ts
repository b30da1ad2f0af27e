import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showTrouble } from '../connections/connection-changes';
import { acceptResult, type DraftView, keepSample, type KeepSampleRequest } from '../generated';
import { t } from '../words/words';
import { draftQuery, draftsQuery } from './studio-queries';

/** Puts what the desk answered in place; what it leads to is asked anew, since its revision is another. */
export function useDraftKept(): (draft: DraftView) => void {
  const queries = useQueryClient();
  return (draft) => {
    queries.setQueryData(draftQuery(draft.name).queryKey, draft);
    void queries.invalidateQueries({ queryKey: draftsQuery.queryKey });
  };
}

export function useAccept({ name, revision }: DraftView) {
  const kept = useDraftKept();
  return useMutation({
    mutationFn: (sample: string) => acceptResult({ path: { name }, body: { revision, sample } }),
    onSuccess: (draft, sample) => {
      kept(draft);
      notifications.show({ message: t('studio.accepted', { sample }), withBorder: true });
    },
    onError: showTrouble,
  });
}

export function useKeepSample({ name, revision }: DraftView) {
  const kept = useDraftKept();
  return useMutation({
    mutationFn: (body: Omit<KeepSampleRequest, 'revision'>) => keepSample({ path: { name }, body: { ...body, revision } }),
    onSuccess: (draft, { sample }) => {
      kept(draft);
      notifications.show({ message: t('studio.kept', { sample }), withBorder: true });
    },
    onError: showTrouble,
  });
}
