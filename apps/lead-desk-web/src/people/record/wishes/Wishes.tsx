import { IconSparkles } from '@tabler/icons-react';
import type { InferredInterestView, OwnershipView, PersonView } from '../../../generated';
import { AreaSketch } from '../../../map/AreaSketch';
import { Status } from '../../../theme/Status';
import type { Tone } from '../../../theme/theme';
import { useAgencyWords } from '../../../words/agency-words';
import { t, wordFor } from '../../../words/words';
import { When } from '../../../words/When';
import { Section } from '../../../frame/Section';
import classes from '../Person.module.css';
import { SavedProperties } from './SavedProperties';
import { SavedSearches } from './SavedSearches';

const ownershipTones: Record<string, Tone> = { claimed: 'wait', confirmed: 'good', refuted: 'bad' };

/** What the person looks for, keeps and owns; what was only guessed is marked as such. */
export function Wishes({ person }: { person: PersonView }) {
  const { inferredInterests, ownerships } = person;
  return (
    <>
      <SavedSearches person={person} />
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
      <SavedProperties person={person} />
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
