import { Link } from '@tanstack/react-router';
import { eventWords } from '../../events/event-columns';
import { Section } from '../../frame/Section';
import type { ReplayView } from '../../generated';
import { t } from '../../words/words';
import { whyOf } from '../../deliveries/waiting-words';
import own from './Run.module.css';

/** What the target did not take, each with its reason and its journey. */
export function Refused({ run: { refused, refusedEvents } }: { run: ReplayView }) {
  if (refusedEvents.length === 0) return null;
  return (
    <Section title={t('replays.refusedTitle')}>
      <ul className={own.refused}>
        {refusedEvents.map(({ participant, source, id, type, personName, reason }) => (
          <li key={`${participant} ${source} ${id}`}>
            <Link to="/events/journey" search={{ participant, source, id }}>
              {eventWords(type)}
            </Link>{' '}
            {personName !== null && <bdi>{personName}</bdi>}
            <p>{reason === null ? t('replays.refusedNoReason') : whyOf({ state: 'parked', reason })}</p>
          </li>
        ))}
      </ul>
      {refused > refusedEvents.length && <p className="quiet">{t('replays.refusedMore')}</p>}
    </Section>
  );
}
