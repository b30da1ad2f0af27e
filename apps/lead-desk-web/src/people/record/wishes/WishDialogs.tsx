import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from 'react';
import type { PersonView, SavedSearchView } from '../../../generated';

const SearchDialog = lazy(() => import('./SearchDialog').then((room) => ({ default: room.SearchDialog })));
const InterestDialog = lazy(() => import('./InterestDialog').then((room) => ({ default: room.InterestDialog })));

/** What is asked for: a new search, a change of one, or an interest to note. */
type Asked = { readonly about: 'search'; readonly search?: SavedSearchView } | { readonly about: 'interest' };

const AskContext = createContext<(asked: Asked) => void>(() => undefined);
export const useAskWish = (): ((asked: Asked) => void) => useContext(AskContext);

/** The forms stand above the record's layout, so that turning a phone loses nothing typed. */
export function WithWishDialogs({ person, children }: { person: PersonView; children: ReactNode }) {
  const [asked, ask] = useState<Asked>();
  const close = () => ask(undefined);
  return (
    <AskContext value={ask}>
      {children}
      <Suspense>
        {asked?.about === 'search' && <SearchDialog person={person} search={asked.search} close={close} />}
        {asked?.about === 'interest' && <InterestDialog person={person} close={close} />}
      </Suspense>
    </AskContext>
  );
}
