import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PersonView, SavedPropertyView } from '../../../generated';
import { useSession } from '../../../session/session';
import { worksLeads } from '../../../session/works-leads';
import { useAgencyWords } from '../../../words/agency-words';
import { spaced, t } from '../../../words/words';
import { When } from '../../../words/When';
import classes from '../Person.module.css';
import { keyOf, useWithdrawInterest } from './use-wish-changes';
import { useAskWish } from './WishDialogs';
import { WishSection } from './WishSection';

/** Listings the person saved on a website or showed interest in at the branch. */
export function SavedProperties({ person }: { person: PersonView }) {
  const { savedProperties } = person;
  const works = worksLeads(useSession().member.role);
  const ask = useAskWish();
  const withdraw = useWithdrawInterest(person.summary.id);
  return (
    <WishSection title={t('person.saved')} adds={t('wishes.addInterest')} onAdd={works ? () => ask({ about: 'interest' }) : undefined}>
      {savedProperties.length === 0 && <p className="quiet">{t('person.noSaved')}</p>}
      {savedProperties.map((saved) => (
        <SavedProperty key={`${keyOf(saved.propertyRef)} ${saved.via}`} saved={saved}>
          {works && saved.via === 'interest' && (
            <ActionIcon
              variant="subtle"
              aria-label={t('wishes.withdraw', { property: saved.label })}
              title={t('wishes.withdraw', { property: saved.label })}
              onClick={() => withdraw.mutate(saved)}
            >
              <IconArrowBackUp size={16} stroke={1.75} />
            </ActionIcon>
          )}
        </SavedProperty>
      ))}
    </WishSection>
  );
}

function SavedProperty({ saved, children }: { saved: SavedPropertyView; children: ReactNode }) {
  const words = useAgencyWords();
  const { summary } = saved.propertyRef;
  const parts = [
    summary?.price && words.money(summary.price),
    summary?.beds !== undefined && t('person.beds', { count: summary.beds }),
    summary?.baths !== undefined && t('person.baths', { count: summary.baths }),
    summary?.kind && spaced(summary.kind),
  ];
  return (
    <div className={classes.wish}>
      <div className={classes.wishWords}>
        <p>
          <bdi>{saved.label}</bdi>
        </p>
        {parts.some(Boolean) && <p className="number">{parts.filter(Boolean).join(' · ')}</p>}
        <p className={classes.mark}>
          {t(`person.via.${saved.via}`)} · <When at={saved.savedAt} />
        </p>
      </div>
      {children}
    </div>
  );
}
