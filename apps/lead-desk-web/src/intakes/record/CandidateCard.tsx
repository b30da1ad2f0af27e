import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowMerge } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { IntakeCandidateView, IntakeView } from '../../generated';
import { Status } from '../../theme/Status';
import type { Tone } from '../../theme/theme';
import { t } from '../../words/words';
import { reasonWords, whoIs } from '../intake-words';
import { comparedWith } from './compare';
import classes from './Intake.module.css';
import type { MergeChoice } from './use-intake-decisions';

const tones: Record<IntakeCandidateView['sure'], Tone> = { likely: 'good', possible: 'wait', unlikely: 'quiet' };

interface CandidateCardProps {
  intake: IntakeView;
  candidate: IntakeCandidateView;
  onMerge: ((choice: MergeChoice) => void) | undefined;
}

/** The registration beside somebody known, line by line: what is the same, what differs, and why they may be one. */
export function CandidateCard({ intake, candidate, onMerge }: CandidateCardProps) {
  const heading = useId();
  const name = whoIs(candidate);
  const { atTarget, sameWebsite, keptApartBy } = candidate;
  const target = intake.targetName;
  return (
    <article className={classes.card} aria-labelledby={heading}>
      <div className={classes.cardHead}>
        <h3 id={heading}>
          <Link to="/people/$id" params={{ id: candidate.personId }}>
            <bdi>{name}</bdi>
          </Link>
        </h3>
        {onMerge && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowMerge size={16} stroke={1.75} />}
            aria-label={t('intakes.mergeWith', { name })}
            onClick={() => onMerge({ personId: candidate.personId, name })}
          >
            {t('intakes.merge')}
          </Button>
        )}
      </div>
      <p>
        <Status tone={tones[candidate.sure]} strong>
          {t(`intakes.sure.${candidate.sure}`)}
        </Status>
      </p>
      <p className="quiet">{candidate.reasons.map(reasonWords).join(', ')}</p>
      <table className={classes.compare}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('intakes.registration')}</th>
            <th scope="col">{t('intakes.known')}</th>
          </tr>
        </thead>
        <tbody>
          {comparedWith(intake.profile, candidate).map(({ what, ours, theirs, is }) => (
            <tr key={what} data-is={is}>
              <th scope="row">
                {t(`intakes.${what}`)}
                {is && <span className={classes.is}>{t(`intakes.is.${is}`)}</span>}
              </th>
              <td>{ours.length === 0 ? t('none') : ours.map((value) => <bdi key={value}>{value}</bdi>)}</td>
              <td>{theirs.length === 0 ? t('none') : theirs.map((value) => <bdi key={value}>{value}</bdi>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.mark}>
        {atTarget === null ? t('intakes.notAtTarget', { target }) : t('intakes.atTarget', { target, id: atTarget })}
      </p>
      {sameWebsite && <Warning>{t('intakes.sameWebsite')}</Warning>}
      {keptApartBy !== null && <Warning>{t('intakes.keptApart', { who: keptApartBy })}</Warning>}
    </article>
  );
}

const Warning = ({ children }: { children: string }) => (
  <p className={classes.caution}>
    <IconAlertTriangle size={14} stroke={1.75} aria-hidden /> {children}
  </p>
);
