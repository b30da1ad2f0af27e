import { outcomeOf, toneOf } from '../events/outcomes';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JourneyTargetView, JourneyView, MadeRequestsView } from '../generated';
import { Section } from '../frame/Section';
import { hasExchange } from '../session/has-exchange';
import { useSession } from '../session/session';
import { Status } from '../theme/Status';
import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import { useNow, When } from '../words/When';
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
        <Delivery key={target.target} target={target} personId={journey.personId} made={made} />
      ))}
    </Section>
  );
}

interface DeliveryProps {
  target: JourneyTargetView;
  personId: string | null;
  made: MadeRequestsView | undefined;
}

function Delivery({ target, personId, made }: DeliveryProps) {
  const { name, state, reason, late, by, attempts, acts = [] } = target;
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
      {acts.map((act) => (
        <p key={act.at} className={classes.deliveryWords}>
          {t('deliveries.didBy', { did: t(`deliveries.did.${act.did}`), who: act.who })} <When at={act.at} />
        </p>
      ))}
      <Next target={target} />
      <Decide target={target} personId={personId} />
      {attempts.length > 0 ? (
        <Attempts target={name} attempts={attempts} />
      ) : (
        <p className={classes.deliveryWords}>{withoutAttempt(state)}</p>
      )}
      {requests.length > 0 && <MadeRequests target={name} requests={requests} masked={made?.masked ?? true} />}
    </section>
  );
}

/** Where somebody decides about it. */
function Decide({ target: { target, state }, personId }: Pick<DeliveryProps, 'target' | 'personId'>) {
  const { member } = useSession();
  if (!hasExchange(member.role) || (state !== 'parked' && state !== 'heldParent')) return null;
  return (
    <p className={classes.deliveryWords}>
      <Link to="/held" search={{ target, person: personId ?? undefined }}>
        {t('deliveries.seeAll')}
      </Link>
    </p>
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
