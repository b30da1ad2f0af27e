import { outcomeOf, toneOf } from '../events/outcomes';
import { useQuery } from '@tanstack/react-query';
import type { JourneyTargetView, JourneyView, MadeRequestsView } from '../generated';
import { Section } from '../frame/Section';
import { Status } from '../theme/Status';
import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import { useNow } from '../words/When';
import { Attempts } from './Attempts';
import { madeRequestsQuery } from './made-requests-query';
import { MadeRequests } from './MadeRequests';
import { reasonWords } from './in-words';
import classes from './Journey.module.css';
import { anchorOf } from './stops';

/** Each target with what it was asked and what it said. */
export function Deliveries({ journey }: { journey: JourneyView }) {
  const { targets } = journey;
  // Where they cannot be had, the journey still says what became of the event.
  const { data: made } = useQuery(madeRequestsQuery(journey));
  return (
    <Section title={t('journey.deliveries')}>
      {targets.length === 0 && <p className="quiet">{t('journey.noDeliveries')}</p>}
      {targets.map((target) => (
        <Delivery key={target.target} target={target} made={made} />
      ))}
    </Section>
  );
}

function Delivery({ target, made }: { target: JourneyTargetView; made: MadeRequestsView | undefined }) {
  const { name, state, reason, late, by, attempts } = target;
  const requests = made?.requests.filter(({ connection }) => connection === target.target) ?? [];
  const more = [reasonWords(reason), by === null ? undefined : t('journey.by', { who: by })].filter(Boolean).join(', ');
  return (
    <section id={anchorOf(target.target)} aria-label={name} className={classes.delivery}>
      <div className={classes.deliveryHead}>
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <Status tone={toneOf(outcomeOf(state))} strong>
          {t(`state.${state}`)}
        </Status>
      </div>
      {more !== '' && <p className={classes.deliveryWords}>{more.charAt(0).toUpperCase() + more.slice(1)}</p>}
      {late && <p className={classes.deliveryWords}>{t('journey.late')}</p>}
      <Next target={target} />
      {attempts.length > 0 ? (
        <Attempts target={name} attempts={attempts} />
      ) : (
        <p className={classes.deliveryWords}>{withoutAttempt(state)}</p>
      )}
      {requests.length > 0 && <MadeRequests target={name} requests={requests} masked={made?.masked ?? true} />}
    </section>
  );
}

function withoutAttempt(state: JourneyTargetView['state']): string {
  if (state === 'delivered') return t('journey.noAttempts');
  return ['ignored', 'skipped', 'erased'].includes(state) ? t('journey.notWanted') : t('journey.noAttemptsYet');
}

function Next({ target: { nextAttemptAt } }: { target: JourneyTargetView }) {
  const words = useAgencyWords();
  const now = useNow();
  if (nextAttemptAt === null) return null;
  return (
    <p className={classes.deliveryWords} title={words.exact(nextAttemptAt)}>
      {t('journey.next', { when: words.relative(nextAttemptAt, now) })}
    </p>
  );
}
