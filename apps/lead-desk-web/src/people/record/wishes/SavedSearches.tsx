import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PersonView, SavedSearchView } from '../../../generated';
import { AreaSketch } from '../../../map/AreaSketch';
import { useSession } from '../../../session/session';
import { worksLeads } from '../../../session/works-leads';
import { useAgencyWords } from '../../../words/agency-words';
import { t, wordFor } from '../../../words/words';
import { When } from '../../../words/When';
import classes from '../Person.module.css';
import { useRemoveSearch, useSaveAgain } from './use-wish-changes';
import { useAskWish } from './WishDialogs';
import { WishSection } from './WishSection';

/** What the person looks for, as they or their agent saved it. */
export function SavedSearches({ person }: { person: PersonView }) {
  const { searches } = person;
  const works = worksLeads(useSession().member.role);
  const ask = useAskWish();
  return (
    <WishSection title={t('person.searches')} adds={t('wishes.addSearch')} onAdd={works ? () => ask({ about: 'search' }) : undefined}>
      {searches.length === 0 && <p className="quiet">{t('person.noSearches')}</p>}
      {searches.map((search) => (
        <SavedSearch key={search.searchId} search={search}>
          {works && <Acts person={person.summary.id} search={search} onChange={() => ask({ about: 'search', search })} />}
        </SavedSearch>
      ))}
    </WishSection>
  );
}

function SavedSearch({ search, children }: { search: SavedSearchView; children: ReactNode }) {
  const { alert, name } = search;
  return (
    <div className={classes.wish} data-gone={search.removedAt !== null || undefined}>
      <AreaSketch areas={search.areas} />
      <div className={classes.wishWords}>
        <p>
          {name !== null && (
            <>
              <bdi>{name}</bdi>
              {': '}
            </>
          )}
          {search.inWords}
        </p>
        <p className={classes.mark}>
          {alert
            ? t('person.alert', { status: wordFor('frequency', alert.status), frequency: wordFor('frequency', alert.frequency) })
            : t('person.noAlert')}
        </p>
        <p className={classes.mark}>
          {t(`side.${search.side}`)} · <When at={search.savedAt} />
        </p>
        {search.removedAt !== null && <RemovedAt at={search.removedAt} />}
        {children}
      </div>
    </div>
  );
}

function Acts({ person, search, onChange }: { person: string; search: SavedSearchView; onChange(): void }) {
  const remove = useRemoveSearch(person);
  const { saveAgain, pending } = useSaveAgain(person);
  const named = { search: search.name ?? search.inWords };
  if (search.removedAt !== null) {
    return (
      <div className={classes.wishActs}>
        <Button
          size="compact-sm"
          variant="default"
          loading={pending}
          aria-label={t('wishes.againOf', named)}
          onClick={() => saveAgain(search, search.version)}
        >
          {t('wishes.again')}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.wishActs}>
      <Button size="compact-sm" variant="default" aria-label={t('wishes.changeOf', named)} onClick={onChange}>
        {t('wishes.change')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('wishes.removeOf', named)}
        loading={remove.isPending}
        onClick={() => remove.mutate(search)}
      >
        {t('wishes.remove')}
      </Button>
    </div>
  );
}

function RemovedAt({ at }: { at: string }) {
  const words = useAgencyWords();
  return <p className={classes.mark}>{t('person.removed', { when: words.date(at) })}</p>;
}
