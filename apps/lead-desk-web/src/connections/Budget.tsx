import type { ConnectionView } from '../generated';
import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import classes from './Connections.module.css';

/** Requests made today, and how much of the day's budget that is. */
export function Budget({ connection: { requestsToday, dailyBudget } }: { connection: ConnectionView }) {
  const words = useAgencyWords();
  const used = words.number(requestsToday);
  if (dailyBudget === null) return <span className="number">{used}</span>;
  const share = Math.min(1, requestsToday / dailyBudget);
  return (
    <span className={classes.budget}>
      <span className={classes.bar} data-tone={share >= 1 ? 'bad' : share >= 0.8 ? 'wait' : 'good'} aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span className="number cut">{t('connections.budget', { used, budget: words.number(dailyBudget) })}</span>
    </span>
  );
}
