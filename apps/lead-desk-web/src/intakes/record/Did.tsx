import { Link } from '@tanstack/react-router';
import { eventWords } from '../../events/event-columns';
import { toneOfState } from '../../events/outcomes';
import { Section } from '../../frame/Section';
import type { IntakeEventView, IntakeView } from '../../generated';
import { Status } from '../../theme/Status';
import { spaced, t } from '../../words/words';
import { When } from '../../words/When';
import classes from './Intake.module.css';

/** Everything the person did, each leading to its event, and what became of it. */
export function Did({ intake: { did, held } }: { intake: IntakeView }) {
  return (
    <Section title={t('intakes.did')} aside={<span className="quiet">{t('intakes.didCount', { count: held })}</span>}>
      {did.length === 0 && <p className="quiet">{t('intakes.didNothing')}</p>}
      <ol className={classes.did}>
        {did.map((event) => (
          <li key={`${event.source} ${event.id}`}>
            <EventLine event={event} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

export function EventLine({ event: { participant, source, id, type, at, state, sentAs } }: { event: IntakeEventView }) {
  return (
    <>
      <Link to="/events/journey" search={{ participant, source, id }}>
        {eventWords(type)}
      </Link>
      <span className={classes.mark}>
        <Status tone={toneOfState(state)}>{stateWords(state)}</Status>
        {sentAs !== null && <span className={classes.breakable}>{t('intakes.didAs', { id: sentAs })}</span>}
        <When at={at} />
      </span>
    </>
  );
}

const states = ['heldApproval', 'heldParent', 'parked', 'delivered', 'ignored', 'skipped', 'erased'] as const;

function stateWords(state: string): string {
  const known = states.find((each) => each === state);
  if (known) return t(`state.${known}`);
  return state === 'due' || state === 'fed' ? t('state.inFlight') : spaced(state);
}
