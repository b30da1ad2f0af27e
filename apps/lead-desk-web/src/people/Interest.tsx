import { t } from '../words/words';
import classes from './People.module.css';

/** Interest as a number with a bar; the number is what counts. */
export function Interest({ score }: { score: number }) {
  return (
    <span className={classes.interest} title={t('people.interestOf', { score })}>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${score}%` }} />
      </span>
      <span className={classes.score}>{score}</span>
    </span>
  );
}
