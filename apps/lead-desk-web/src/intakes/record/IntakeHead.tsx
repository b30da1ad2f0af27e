import { ActionIcon, Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowLeft, IconBan, IconChevronDown, IconChevronUp, IconMailOff, IconUserCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { IntakeView } from '../../generated';
import { t } from '../../words/words';
import { useAgencyWords } from '../../words/agency-words';
import { useNow } from '../../words/When';
import { State } from '../intake-columns';
import { whoIs } from '../intake-words';
import classes from './Intake.module.css';
import type { IntakeDecisions } from './use-intake-decisions';

/** Who waits where since when, and the decisions that are open. */
export function IntakeHead({ intake, decisions }: { intake: IntakeView; decisions: IntakeDecisions }) {
  const words = useAgencyWords();
  const now = useNow();
  return (
    <header className={classes.head}>
      <div className={classes.top}>
        <Link to="/intakes" className={classes.back}>
          <IconArrowLeft size={14} stroke={1.75} aria-hidden />
          {t('intakes.back')}
        </Link>
        <span className={classes.steps}>
          <ActionIcon aria-label={t('intakes.previous')} disabled={!decisions.before} onClick={decisions.before}>
            <IconChevronUp size={18} stroke={1.75} />
          </ActionIcon>
          <ActionIcon aria-label={t('intakes.next')} disabled={!decisions.after} onClick={decisions.after}>
            <IconChevronDown size={18} stroke={1.75} />
          </ActionIcon>
        </span>
      </div>
      <div className={classes.whoRow}>
        <div className={classes.whoWords}>
          <h1 className={classes.name}>
            <bdi>{whoIs(intake)}</bdi>
          </h1>
          <p className={classes.under}>
            <State state={intake.state} />
            <span className="quiet" title={words.exact(intake.since)}>
              {t('intakes.registered', { website: intake.participantName ?? t('none'), when: words.relative(intake.since, now) })},{' '}
              {t('intakes.waitsAt', { target: intake.targetName })}
            </span>
          </p>
        </div>
        <Actions intake={intake} decisions={decisions} />
      </div>
      {!intake.mayDecide && <p className={classes.note}>{intake.masked ? t('intakes.masked') : t('intakes.lookOnly')}</p>}
      {intake.earlierSpam[0] && (
        <p className={classes.warning}>
          <IconMailOff size={18} stroke={1.75} aria-hidden />
          {t('intakes.spamNote', { who: intake.earlierSpam[0].by ?? t('none') })}
        </p>
      )}
    </header>
  );
}

function Actions({
  intake,
  decisions: { may, pending, approve, spam, undo, askReject },
}: {
  intake: IntakeView;
  decisions: IntakeDecisions;
}) {
  if (!intake.mayDecide) return null;
  const decided = intake.state === 'admitted';
  return (
    <div className={classes.actions}>
      {!decided && (
        <Button leftSection={<IconUserCheck size={18} stroke={1.75} />} loading={pending} onClick={approve}>
          {intake.state === 'waiting' ? t('intakes.approve') : t('intakes.approveAfter')}
        </Button>
      )}
      {may('reject') && (
        <Button variant="default" leftSection={<IconBan size={18} stroke={1.75} />} onClick={askReject}>
          {t('intakes.reject')}
        </Button>
      )}
      {may('spam') && (
        <Button variant="default" leftSection={<IconMailOff size={18} stroke={1.75} />} onClick={spam}>
          {t('intakes.spam')}
        </Button>
      )}
      {may('undo') && (
        <Button variant="default" leftSection={<IconArrowBackUp size={18} stroke={1.75} />} onClick={undo}>
          {t('intakes.undoMerge')}
        </Button>
      )}
    </div>
  );
}
