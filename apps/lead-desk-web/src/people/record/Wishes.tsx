import { IconSparkles } from '@tabler/icons-react';
import type { InferredInterestView, OwnershipView, PersonView, SavedPropertyView, SavedSearchView } from '../../generated';
import { AreaSketch } from '../../map/AreaSketch';
import { Status } from '../../theme/Status';
import type { Tone } from '../../theme/theme';
import { useAgencyWords } from '../../words/agency-words';
import { spaced, t, wordFor } from '../../words/words';
import { When } from '../../words/When';
import { Section } from '../../frame/Section';
import classes from './Person.module.css';

const ownershipTones: Record<string, Tone> = { claimed: 'wait', confirmed: 'good', refuted: 'bad' };

/** What the person looks for, keeps and owns; what was only guessed is marked as such. */
export function Wishes({ person }: { person: PersonView }) {
  const { searches, inferredInterests, savedProperties, ownerships } = person;
  return (
    <>
      <Section title={t('person.searches')}>
        {searches.length === 0 && <p className="quiet">{t('person.noSearches')}</p>}
        {searches.map((search) => (
          <SavedSearch key={search.searchId} search={search} />
        ))}
      </Section>
      {inferredInterests.length > 0 && (
        <Section title={t('person.inferred')}>
          <p className={classes.soft}>
            <IconSparkles size={14} stroke={1.6} aria-hidden /> {t('person.inferredSoft')}
          </p>
          {inferredInterests.map((interest) => (
            <Inferred key={`${interest.inWords}${interest.lastAt}`} interest={interest} />
          ))}
        </Section>
      )}
      <Section title={t('person.saved')}>
        {savedProperties.length === 0 && <p className="quiet">{t('person.noSaved')}</p>}
        {savedProperties.map((saved) => (
          <SavedProperty key={`${saved.propertyRef.system} ${saved.propertyRef.id} ${saved.via}`} saved={saved} />
        ))}
      </Section>
      {ownerships.length > 0 && (
        <Section title={t('person.ownerships')}>
          {ownerships.map((ownership) => (
            <Ownership key={`${ownership.propertyRef.system} ${ownership.propertyRef.id} ${ownership.capacity}`} ownership={ownership} />
          ))}
        </Section>
      )}
    </>
  );
}

function SavedSearch({ search }: { search: SavedSearchView }) {
  const { alert } = search;
  return (
    <div className={classes.wish} data-gone={search.removedAt !== null || undefined}>
      <AreaSketch areas={search.areas} />
      <div>
        <p>{search.inWords}</p>
        <p className={classes.mark}>
          {alert
            ? t('person.alert', { status: wordFor('frequency', alert.status), frequency: wordFor('frequency', alert.frequency) })
            : t('person.noAlert')}
        </p>
        <p className={classes.mark}>
          {search.side === 'website' || search.side === 'backOffice' ? t(`side.${search.side}`) : search.side} ·{' '}
          <When at={search.savedAt} />
        </p>
        {search.removedAt !== null && <RemovedAt at={search.removedAt} />}
      </div>
    </div>
  );
}

function RemovedAt({ at }: { at: string }) {
  const words = useAgencyWords();
  return <p className={classes.mark}>{t('person.removed', { when: words.date(at) })}</p>;
}

function Inferred({ interest }: { interest: InferredInterestView }) {
  const words = useAgencyWords();
  return (
    <div className={classes.wish} data-soft>
      <AreaSketch areas={interest.areas} soft />
      <div>
        <p>{interest.inWords}</p>
        <p className={classes.mark}>{t('person.inferredCount', { count: interest.count, when: words.date(interest.lastAt) })}</p>
      </div>
    </div>
  );
}

function SavedProperty({ saved }: { saved: SavedPropertyView }) {
  const words = useAgencyWords();
  const { summary } = saved.propertyRef;
  const parts = [
    summary?.price && words.money(summary.price),
    summary?.beds !== undefined && t('person.beds', { count: summary.beds }),
    summary?.baths !== undefined && t('person.baths', { count: summary.baths }),
    summary?.kind && spaced(summary.kind),
  ];
  return (
    <div className={classes.item}>
      <p>
        <bdi>{saved.label}</bdi>
      </p>
      {parts.some(Boolean) && <p className="number">{parts.filter(Boolean).join(' · ')}</p>}
      <p className={classes.mark}>
        {t(`person.via.${saved.via}`)} · <When at={saved.savedAt} />
      </p>
    </div>
  );
}

function Ownership({ ownership }: { ownership: OwnershipView }) {
  return (
    <div className={classes.item}>
      <p>
        <bdi>{ownership.label}</bdi>
      </p>
      <p className={classes.owner}>
        <Status tone={ownershipTones[ownership.state] ?? 'quiet'}>{wordFor('ownership', ownership.state)}</Status>
        <span className={classes.mark}>
          {wordFor('ownership', ownership.capacity)} · <When at={ownership.since} />
        </span>
      </p>
    </div>
  );
}
