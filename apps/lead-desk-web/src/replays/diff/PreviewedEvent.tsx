import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { eventWords } from '../../events/event-columns';
import type { PreviewedEventView, ToldView } from '../../generated';
import { Status } from '../../theme/Status';
import type { Tone } from '../../theme/theme';
import { type AgencyWords, useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';
import { When } from '../../words/When';
import classes from './Diff.module.css';
import { DiffTable } from './DiffTable';

/** One event as it would be sent, beside what the target was told of the same thing; what is news stands open. */
export function PreviewedEvent({ event }: { event: PreviewedEventView }) {
  const { participant, source, id, type, receivedAt, leftOut, would, told } = event;
  const words = useAgencyWords();
  const [tone, says] = verdictOf(event);
  return (
    <details className={classes.event} open={leftOut === null && (told === null || event.changes.length > 0)}>
      <summary>
        <IconChevronRight size={16} stroke={1.75} aria-hidden />
        <span className={classes.strong}>{eventWords(type)}</span>
        <Status tone={tone}>{says}</Status>
        <span className={classes.end}>
          <When at={receivedAt} />
        </span>
      </summary>
      <DiffTable
        label={t('replays.diffOf', { what: eventWords(type), when: words.exact(receivedAt) })}
        was={told ? { data: told.event['data'] } : undefined}
        now={would['data']}
      />
      <p className={classes.foot}>
        <Link to="/events/journey" search={{ participant, source, id }}>
          {t('deliveries.journey')}
        </Link>
        {told && <span title={words.exact(told.at)}>{toldWords(told, type, words)}</span>}
      </p>
    </details>
  );
}

function verdictOf({ leftOut, told, changes }: PreviewedEventView): [Tone, string] {
  if (leftOut !== null) return ['quiet', t('replays.leftOut', { why: leftOut })];
  if (told === null) return ['move', t('replays.isNew')];
  return changes.length === 0 ? ['quiet', t('replays.same')] : ['wait', t('replays.changes', { count: changes.length })];
}

/** When it was told, and by an event of which other type. */
function toldWords({ event, at }: ToldView, type: string, words: AgencyWords): string {
  const by = event['type'];
  const when = words.moment(at);
  return typeof by === 'string' && by !== type ? t('replays.toldAs', { when, what: eventWords(by) }) : t('replays.toldAt', { when });
}
