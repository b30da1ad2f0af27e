import { Fragment } from 'react';
import { Section } from '../../frame/Section';
import type { ConnectionSweepView } from '../../generated';
import { useAgencyWords } from '../../words/agency-words';
import { spaced, t } from '../../words/words';
import { When } from '../../words/When';
import classes from './Record.module.css';

/** What the vendor was asked for beside its webhooks. */
export function Sweeps({ sweeps }: { sweeps: readonly ConnectionSweepView[] }) {
  return (
    <Section title={t('connections.sweeps')}>
      <p className="quiet">{t(sweeps.length === 0 ? 'connections.noSweeps' : 'connections.sweepsAbout')}</p>
      {sweeps.length > 0 && (
        <table className={classes.table} aria-label={t('connections.sweeps')}>
          <thead>
            <tr>
              <th scope="col">{t('connections.record')}</th>
              <th scope="col" data-align="right">
                {t('connections.found')}
              </th>
              <th scope="col" data-align="right">
                {t('connections.missed')}
              </th>
              <th scope="col" data-align="right">
                {t('connections.last')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sweeps.map((sweep) => (
              <Sweep key={sweep.record} sweep={sweep} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Sweep({ sweep: { record, found, missed, lastAt, says } }: { sweep: ConnectionSweepView }) {
  const words = useAgencyWords();
  return (
    <Fragment>
      <tr data-more={says !== null || undefined}>
        <td>{spaced(record)}</td>
        <td data-align="right">{words.number(found)}</td>
        <td data-align="right">{words.number(missed)}</td>
        <td data-align="right">{lastAt === null ? t('none') : <When at={lastAt} />}</td>
      </tr>
      {says !== null && (
        <tr>
          <td colSpan={4} className={classes.why}>
            {t('connections.sweepFailed', { why: says })}
          </td>
        </tr>
      )}
    </Fragment>
  );
}
