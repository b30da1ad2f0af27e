import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showTrouble } from '../../../connections/connection-changes';
import {
  type PropertyRefView,
  removeSearch,
  type SavedPropertyView,
  type SavedSearchView,
  saveSearch,
  type SaveSearchRequest,
  showInterest,
  type ShowInterestRequest,
  withdrawInterest,
} from '../../../generated';
import { nowIn } from '../../../session/desk-problem';
import { showUndo } from '../../../team/undo-toast';
import { t } from '../../../words/words';
import { formOf, requestOf } from './search-form';

/** The search as it is now, where somebody was faster. */
export function searchNow(error: unknown): SavedSearchView | undefined {
  const now = nowIn(error);
  // The API answers the search beside the refusal, as it is described for `saveSearch`.
  return now && 'version' in now && 'searchId' in now ? (now as SavedSearchView) : undefined;
}

function useAnew(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['people'] });
}

export function useSaveSearch(person: string, done: () => void = () => undefined) {
  const anew = useAnew();
  return useMutation({
    mutationFn: ({ searchId, ...body }: SaveSearchRequest & { searchId: string }) => saveSearch({ path: { id: person, searchId }, body }),
    onSuccess: ({ version }, asked) => {
      notifications.show({ message: t(version === asked.version ? 'wishes.same' : 'wishes.saved'), withBorder: true });
      done();
    },
    onSettled: anew,
  });
}

/** Saves again what was removed, as it was. */
export function useSaveAgain(person: string) {
  const save = useSaveSearch(person);
  return {
    pending: save.isPending,
    /** @param version what it has now */
    saveAgain: (search: SavedSearchView, version: string) => {
      const request = requestOf(formOf(search), search, { version, moved: false, currency: '' });
      save.mutate({ searchId: search.searchId, ...request }, { onError: showTrouble });
    },
  };
}

/** Removes a search and offers to save it again. */
export function useRemoveSearch(person: string) {
  const anew = useAnew();
  const { saveAgain } = useSaveAgain(person);
  return useMutation({
    mutationFn: ({ searchId, version }: SavedSearchView) => removeSearch({ path: { id: person, searchId }, query: { version } }),
    onSuccess: ({ version }, search) => showUndo(`search-${search.searchId}`, t('wishes.removed'), () => saveAgain(search, version)),
    onError: showTrouble,
    onSettled: anew,
  });
}

export function useShowInterest(person: string, done: () => void = () => undefined) {
  const anew = useAnew();
  return useMutation({
    mutationFn: (body: ShowInterestRequest) => showInterest({ path: { id: person }, body }),
    onSuccess: () => {
      notifications.show({ message: t('wishes.interestSaved'), withBorder: true });
      done();
    },
    onSettled: anew,
  });
}

/** Takes back an interest and offers to note it again. */
export function useWithdrawInterest(person: string) {
  const anew = useAnew();
  const again = useShowInterest(person);
  return useMutation({
    mutationFn: ({ propertyRef: { system, id } }: SavedPropertyView) =>
      withdrawInterest({ path: { id: person }, query: { system, property: id } }),
    onSuccess: (_, { propertyRef, label }) =>
      showUndo(`interest-${keyOf(propertyRef)}`, t('wishes.withdrawn', { property: label }), () =>
        again.mutate({ property: propertyRef }, { onError: showTrouble }),
      ),
    onError: showTrouble,
    onSettled: anew,
  });
}

export const keyOf = ({ system, id }: PropertyRefView): string => `${system} ${id}`;
