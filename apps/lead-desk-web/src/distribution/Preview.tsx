import { useQuery } from '@tanstack/react-query';
import type { RuleRequest } from '../generated';
import { t } from '../words/words';
import { previewQuery } from './distribution-queries';
import classes from './Distribution.module.css';

/** Who the next five leads would be offered. */
export function Preview({ office, rule }: { office: string | undefined; rule: RuleRequest }) {
  const { data } = useQuery(previewQuery(office, rule));
  return (
    <>
      <p className="quiet">{t('distribution.nextAbout')}</p>
      <ol className={classes.next} aria-label={t('distribution.next')}>
        {data?.next.map(({ agent, pond, why }, n) => (
          <li key={n}>
            <bdi className={classes.name}>{agent ?? (pond === null ? t('distribution.nobody') : t('distribution.inPond', { pond }))}</bdi>{' '}
            {agent === null && pond === null && <span className="quiet">{why[0]}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
