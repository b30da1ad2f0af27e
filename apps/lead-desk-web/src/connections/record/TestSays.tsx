import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../words/words';
import { lastTest } from '../connection-queries';
import classes from './Record.module.css';

/** What the last test came to; told to screen readers as it comes. */
export function TestSays({ id, asking }: { id: string; asking: boolean }) {
  const { data } = useQuery(lastTest(id));
  return (
    <div role="status">
      {asking && <span className="unseen">{t('connections.testing')}</span>}
      {!asking && data && (
        <p className={classes.test} data-tone={data.ok ? 'good' : 'bad'}>
          {data.ok ? <IconCircleCheck size={18} stroke={1.75} aria-hidden /> : <IconAlertTriangle size={18} stroke={1.75} aria-hidden />}
          <span>
            <strong>{t(data.ok ? 'connections.testOk' : 'connections.testBad')}</strong> {data.says}{' '}
            {data.warnings.length > 0 && t('connections.testWarns', { count: data.warnings.length })}
          </span>
        </p>
      )}
    </div>
  );
}
