import { useQuery } from '@tanstack/react-query';
import { Section } from '../../frame/Section';
import { Trouble } from '../../frame/Trouble';
import type { DriftItemView } from '../../generated';
import { useAgencyWords } from '../../words/agency-words';
import { spaced, t } from '../../words/words';
import { When } from '../../words/When';
import { driftQuery } from '../connection-queries';
import classes from './Record.module.css';

/** What the vendor could not hold, field by field (X4). */
export function Drift({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(driftQuery(id));
  if (error && !data) return <Trouble error={error} again={() => void refetch()} />;
  return (
    <Section title={t('connections.drift')}>
      <p className="quiet">{t(data && data.length === 0 ? 'connections.noDrift' : 'connections.driftAbout')}</p>
      {data && data.length > 0 && (
        <div className={classes.wide} tabIndex={0} role="group" aria-label={t('connections.drift')}>
          <DriftTable items={data} />
        </div>
      )}
    </Section>
  );
}

function DriftTable({ items }: { items: readonly DriftItemView[] }) {
  const words = useAgencyWords();
  return (
    <table className={classes.table} aria-label={t('connections.drift')}>
      <thead>
        <tr>
          <th scope="col">{t('connections.field')}</th>
          <th scope="col">{t('connections.ours')}</th>
          <th scope="col">{t('connections.theirs')}</th>
          <th scope="col" data-align="right">
            {t('connections.count')}
          </th>
          <th scope="col" data-align="right">
            {t('connections.last')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ record, field, count, ours, theirs, lastAt }) => (
          <tr key={`${record} ${field}`}>
            <td>
              {spaced(record)} <span className={classes.code}>{field}</span>
            </td>
            <td className={classes.sample}>{ours ?? t('none')}</td>
            <td className={classes.sample}>{theirs ?? t('none')}</td>
            <td data-align="right">{words.number(count)}</td>
            <td data-align="right">
              <When at={lastAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
