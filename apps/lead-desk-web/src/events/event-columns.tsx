import { Link } from '@tanstack/react-router';
import type { EventSummaryView } from '../generated';
import type { Column } from '../lists/columns';
import { Status } from '../theme/Status';
import { spaced, t } from '../words/words';
import { When } from '../words/When';
import classes from './Events.module.css';
import { targetsInRow, toneOf, toneOfState } from './outcomes';

const title = (key: 'outcome' | 'what' | 'person' | 'from' | 'to' | 'received' | 'row' | 'id' | 'happened'): string =>
  t(`events.column.${key}`);

/** `search.saved` as "Search saved". */
export const eventWords = (type: string): string => spaced(type);

function JourneyLink({ event, children }: { event: EventSummaryView; children: React.ReactNode }) {
  const { participant, source, id } = event;
  return (
    <Link to="/events/journey" search={{ participant, source, id }}>
      {children}
    </Link>
  );
}

export const eventColumns: readonly Column<EventSummaryView>[] = [
  {
    key: 'what',
    title: title('what'),
    cell: (event) => (
      <JourneyLink event={event}>
        <span className={classes.what}>{eventWords(event.type)}</span>
      </JourneyLink>
    ),
  },
  {
    key: 'outcome',
    title: title('outcome'),
    width: 132,
    cell: ({ outcome }) => <Status tone={toneOf(outcome)}>{t(`outcome.${outcome}`)}</Status>,
  },
  { key: 'person', title: title('person'), cell: (event) => <PersonOf event={event} /> },
  { key: 'from', title: title('from'), width: 200, from: 760, cell: (event) => <From event={event} /> },
  { key: 'to', title: title('to'), width: 260, from: 1040, cell: (event) => <Targets event={event} /> },
  { key: 'row', title: title('row'), width: 72, extra: true, cell: ({ row }) => <span className="quiet">{row ?? t('none')}</span> },
  { key: 'id', title: title('id'), width: 220, extra: true, cell: ({ id }) => <span className="code">{id}</span> },
  {
    key: 'happened',
    title: title('happened'),
    width: 112,
    align: 'right',
    extra: true,
    cell: ({ time }) => (time === null ? t('none') : <When at={time} />),
  },
  { key: 'received', title: title('received'), width: 128, align: 'right', cell: ({ receivedAt }) => <When at={receivedAt} /> },
];

function PersonOf({ event }: { event: EventSummaryView }) {
  const name = event.personName ?? event.subject;
  if (name === null) return <span className="quiet">{t('none')}</span>;
  if (event.personId === null) return <bdi>{name}</bdi>;
  return (
    <Link to="/people/$id" params={{ id: event.personId }}>
      <bdi>{name}</bdi>
    </Link>
  );
}

const From = ({ event }: { event: EventSummaryView }) => (
  <>
    {t(`side.${event.side}`)} <span className="quiet">{event.participant}</span>
  </>
);

const stateOf = ({ name, state }: EventSummaryView['targets'][number]): string => `${name}: ${spaced(state)}`;

function Targets({ event }: { event: EventSummaryView }) {
  if (event.targets.length === 0) return <span className="quiet">{t('events.nobody')}</span>;
  const { named, rest } = targetsInRow(event.targets);
  return (
    <span className={classes.targets}>
      {named.map((target) => (
        <span key={target.target} title={stateOf(target)}>
          <Status tone={toneOfState(target.state)}>{target.name}</Status>
        </span>
      ))}
      {rest.length > 0 && (
        <span className={`quiet ${classes.rest}`} title={rest.map(stateOf).join('\n')}>
          {t('events.moreTargets', { count: rest.length })}
        </span>
      )}
    </span>
  );
}

/** The row on a phone. */
export function CompactEvent({ event }: { event: EventSummaryView }) {
  return (
    <div className={classes.compact}>
      <div>
        <JourneyLink event={event}>
          <span className={classes.what}>{eventWords(event.type)}</span>
        </JourneyLink>
        <span className="quiet">
          <When at={event.receivedAt} />
        </span>
      </div>
      <div>
        <bdi className="cut">{event.personName ?? event.subject ?? t(`side.${event.side}`)}</bdi>
        <Status tone={toneOf(event.outcome)}>{t(`outcome.${event.outcome}`)}</Status>
      </div>
    </div>
  );
}
