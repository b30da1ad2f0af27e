import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { eventWords } from '../events/event-columns';
import { toneOf } from '../events/outcomes';
import type { JourneyView } from '../generated';
import { Status } from '../theme/Status';
import { t } from '../words/words';
import { When } from '../words/When';
import { overallOf, receivedAtOf, sentenceOf } from './in-words';
import classes from './Journey.module.css';

/** What happened to whom, and what became of it in one sentence. */
export function JourneyHead({ journey }: { journey: JourneyView }) {
  const { type, targets, repeated } = journey;
  const outcome = overallOf(targets);
  const receivedAt = receivedAtOf(journey);
  return (
    <header className={classes.head}>
      <Link to="/events" className={classes.back}>
        <IconArrowLeft size={14} stroke={1.75} aria-hidden />
        {t('journey.back')}
      </Link>
      <h1 className={classes.title}>
        {eventWords(type)} <Whose journey={journey} />
      </h1>
      <p className={classes.sentence}>
        <Status tone={toneOf(outcome)} strong>
          {t(`outcome.${outcome}`)}
        </Status>
        <span data-testid="sentence">{sentenceOf({ targets, receivedAt })}</span>
        {repeated > 0 && <span className="quiet">{t('journey.repeated', { count: repeated })}</span>}
        {receivedAt !== '' && (
          <span className="quiet">
            {t('journey.receivedAt')} <When at={receivedAt} />
          </span>
        )}
      </p>
    </header>
  );
}

function Whose({ journey: { personId, personName, subject } }: { journey: JourneyView }) {
  const name = personName ?? subject;
  if (name === null) return null;
  return (
    <span className={classes.whose}>
      {personId === null ? (
        <bdi>{name}</bdi>
      ) : (
        <Link to="/people/$id" params={{ id: personId }}>
          <bdi>{name}</bdi>
        </Link>
      )}
    </span>
  );
}
