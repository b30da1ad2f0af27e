import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { eventWords } from '../events/event-columns';
import type { WaitingDeliveryView } from '../generated';
import type { Column } from '../lists/columns';
import { Status } from '../theme/Status';
import { t } from '../words/words';
import { When } from '../words/When';
import { DeliveryMenu, type DeliveryActs } from './DeliveryMenu';
import { toneOfWaiting, whatOf, whose, whyOf } from './waiting-words';
import classes from './Waiting.module.css';

const title = (key: 'what' | 'person' | 'target' | 'state' | 'why' | 'since' | 'from' | 'act' | 'id'): string =>
  t(`deliveries.column.${key}`);

export interface Selection {
  has(delivery: WaitingDeliveryView): boolean;
  toggle(delivery: WaitingDeliveryView): void;
}

export const waitingColumns = (selection: Selection, acts: DeliveryActs): readonly Column<WaitingDeliveryView>[] => [
  { key: 'what', title: title('what'), width: 220, cell: (delivery) => <What delivery={delivery} selection={selection} /> },
  { key: 'person', title: title('person'), width: 190, from: 760, cell: (delivery) => <Person delivery={delivery} /> },
  { key: 'target', title: title('target'), width: 180, from: 900, cell: ({ targetName }) => <bdi>{targetName}</bdi> },
  { key: 'state', title: title('state'), width: 190, from: 1200, cell: (delivery) => <State delivery={delivery} /> },
  { key: 'why', title: title('why'), cell: (delivery) => <Why delivery={delivery} /> },
  { key: 'from', title: title('from'), width: 140, extra: true, cell: ({ participantName }) => <bdi>{participantName}</bdi> },
  { key: 'id', title: title('id'), width: 200, extra: true, cell: ({ id }) => <span className="code">{id}</span> },
  { key: 'act', title: title('act'), width: 190, from: 1400, cell: (delivery) => <Act delivery={delivery} /> },
  {
    key: 'since',
    title: title('since'),
    width: 148,
    align: 'right',
    sort: 'since',
    cell: (delivery) => <Since delivery={delivery} acts={acts} />,
  },
];

function JourneyLink({ delivery }: { delivery: WaitingDeliveryView }) {
  const { participant, source, id, type } = delivery;
  return (
    <Link to="/events/journey" search={{ participant, source, id }} className="cut">
      <span className={classes.strong}>{eventWords(type)}</span>
    </Link>
  );
}

function What({ delivery, selection }: { delivery: WaitingDeliveryView; selection: Selection }) {
  return (
    <span className={classes.what}>
      <Checkbox
        size="xs"
        aria-label={t('deliveries.select', { what: namedAt(delivery) })}
        checked={selection.has(delivery)}
        disabled={!delivery.maySkip}
        onChange={() => selection.toggle(delivery)}
      />
      <JourneyLink delivery={delivery} />
    </span>
  );
}

/** "Search saved of Ann Reed for Branch office": the same event may wait at several targets. */
const namedAt = (delivery: WaitingDeliveryView): string => t('deliveries.for', { what: whatOf(delivery), target: delivery.targetName });

function Person({ delivery }: { delivery: WaitingDeliveryView }) {
  const name = whose(delivery);
  if (name === null) return <span className="quiet">{t('none')}</span>;
  if (delivery.personId === null || delivery.personName === null) return <bdi>{name}</bdi>;
  return (
    <Link to="/people/$id" params={{ id: delivery.personId }}>
      <bdi>{name}</bdi>
    </Link>
  );
}

const State = ({ delivery: { state } }: { delivery: WaitingDeliveryView }) => (
  <Status tone={toneOfWaiting[state]}>{t(`state.${state}`)}</Status>
);

function Why({ delivery }: { delivery: WaitingDeliveryView }) {
  const why = whyOf(delivery);
  return (
    <span title={why}>
      <Status tone={toneOfWaiting[delivery.state]}>{why}</Status>
    </span>
  );
}

function Act({ delivery: { act } }: { delivery: WaitingDeliveryView }) {
  if (act === null) return <span className="quiet">{t('none')}</span>;
  return (
    <>
      {t('deliveries.didBy', { did: t(`deliveries.did.${act.did}`), who: act.who })}{' '}
      <span className="quiet">
        <When at={act.at} />
      </span>
    </>
  );
}

function Since({ delivery, acts }: { delivery: WaitingDeliveryView; acts: DeliveryActs }) {
  return (
    <span className={classes.since}>
      <When at={delivery.since} />
      <DeliveryMenu delivery={delivery} acts={acts} />
    </span>
  );
}

/** The row on a phone. */
export function CompactWaiting({ delivery, acts }: { delivery: WaitingDeliveryView; acts: DeliveryActs }) {
  const who = whose(delivery);
  return (
    <div className={classes.compact}>
      <div className={classes.lines}>
        <div>
          <JourneyLink delivery={delivery} /> {who !== null && <bdi className="cut">{who}</bdi>}
        </div>
        <div>
          <Status tone={toneOfWaiting[delivery.state]}>{delivery.targetName}</Status>
          <span className="quiet cut">{whyOf(delivery)}</span>
        </div>
      </div>
      <DeliveryMenu delivery={delivery} acts={acts} />
    </div>
  );
}
