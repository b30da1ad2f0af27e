import { IconBuilding, IconPencil, IconWorld } from '@tabler/icons-react';
import { useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';
import { When } from '../../words/When';
import classes from './Person.module.css';

interface Source {
  side: 'website' | 'backOffice' | 'hand';
  participant: string;
  at: string;
}

const icons = { website: IconWorld, backOffice: IconBuilding, hand: IconPencil };

/** Where a value came from: website, back office or hand, and when. */
export function SourceMark({ side, participant, at }: Source) {
  const words = useAgencyWords();
  const Icon = icons[side];
  return (
    <span className={classes.mark} title={t('person.mark', { side: t(`side.${side}`), participant, at: words.exact(at) })}>
      <Icon size={13} stroke={1.75} aria-hidden />
      {t(`side.${side}`)} · <When at={at} />
    </span>
  );
}
