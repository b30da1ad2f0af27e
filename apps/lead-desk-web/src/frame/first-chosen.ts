import { useSpotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { searchStore } from './open-search';

/** What is found after the typing stopped can be taken by Enter too: the first is chosen, unless another one is. */
export function useFirstChosen(found: string): void {
  const { opened, listId } = useSpotlight(searchStore);
  useEffect(() => {
    const actions = [...(document.getElementById(listId)?.querySelectorAll('[data-action]') ?? [])];
    const chosen = Math.max(
      0,
      actions.findIndex((action) => action.hasAttribute('data-selected')),
    );
    actions[chosen]?.setAttribute('data-selected', 'true');
    searchStore.updateState((state) => (state.selected === chosen ? state : { ...state, selected: chosen }));
  }, [found, opened, listId]);
}
