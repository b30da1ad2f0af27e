import { Section } from '../../frame/Section';
import type { DraftProblemView } from '../../generated';
import { t } from '../../words/words';
import classes from './Draft.module.css';
import type { Spot } from './use-place';

/** Every problem, each the way to its place. */
export function ProblemList({ problems, goTo }: { problems: readonly DraftProblemView[]; goTo(to: Spot): void }) {
  if (problems.length === 0) return null;
  return (
    <Section title={t('studio.problems', { count: problems.length })}>
      <ul className={classes.problems}>
        {problems.map((problem) => {
          const { file, line, column, message, hint } = problem;
          return (
            <li key={`${file} ${line} ${column} ${message}`}>
              <button type="button" className={classes.problem} onClick={() => goTo(problem)}>
                <span className={`code ${classes.place}`}>{t('studio.place', { file, line, column })}</span> {message}
                {hint !== undefined && <span className={classes.hint}>{hint}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
