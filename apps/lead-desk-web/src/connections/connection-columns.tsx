import { Link } from '@tanstack/react-router';
import type { ConnectionView } from '../generated';
import type { Column } from '../lists/columns';
import { Status } from '../theme/Status';
import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import { Budget } from './Budget';
import classes from './Connections.module.css';
import { standingOf, toneOfHearing, toneOfStanding } from './standing';
import { Waiting } from './Waiting';

const title = (key: 'name' | 'state' | 'waiting' | 'requests' | 'drift' | 'hooks'): string => t(`connections.column.${key}`);

export const connectionColumns: readonly Column<ConnectionView>[] = [
  {
    key: 'name',
    title: title('name'),
    cell: (connection) => (
      <>
        <Name connection={connection} /> <span className="quiet">{connection.packTitle}</span>
      </>
    ),
  },
  { key: 'state', title: title('state'), width: 172, cell: (connection) => <Standing connection={connection} /> },
  { key: 'waiting', title: title('waiting'), width: 208, from: 900, cell: (connection) => <Waiting connection={connection} /> },
  { key: 'requests', title: title('requests'), width: 184, from: 1040, cell: (connection) => <Budget connection={connection} /> },
  { key: 'hooks', title: title('hooks'), width: 156, from: 700, cell: (connection) => <Hearing connection={connection} /> },
  { key: 'drift', title: title('drift'), width: 92, align: 'right', from: 820, cell: (connection) => <Drift connection={connection} /> },
];

const Name = ({ connection: { id, name } }: { connection: ConnectionView }) => (
  <Link to="/connections/$id" params={{ id }}>
    <bdi className={classes.name}>{name}</bdi>
  </Link>
);

export function Standing({ connection, strong }: { connection: ConnectionView; strong?: boolean }) {
  const standing = standingOf(connection);
  return (
    <Status tone={toneOfStanding[standing]} strong={strong}>
      {t(`connections.state.${standing}`)}
    </Status>
  );
}

export const Hearing = ({ connection: { hooks } }: { connection: ConnectionView }) => (
  <span title={hooks.says}>
    <Status tone={toneOfHearing[hooks.hearing]}>{t(`connections.hearing.${hooks.hearing}`)}</Status>
  </span>
);

function Drift({ connection: { drift } }: { connection: ConnectionView }) {
  const words = useAgencyWords();
  return drift === 0 ? (
    <span className="quiet">{t('none')}</span>
  ) : (
    <>{t('connections.drifts', { count: drift, number: words.number(drift) })}</>
  );
}

/** The row on a phone. */
export function CompactConnection({ connection }: { connection: ConnectionView }) {
  return (
    <div className={classes.compact}>
      <div>
        <Name connection={connection} />
        <Standing connection={connection} />
      </div>
      <div>
        <span className="cut">
          <Waiting connection={connection} />
        </span>
        <span className="quiet">{connection.packTitle}</span>
      </div>
    </div>
  );
}
