import classes from '../../connections/record/Record.module.css';
import { Fact } from '../../connections/record/Fact';
import { eventWords } from '../../events/event-columns';
import { Section } from '../../frame/Section';
import type { ReplayView } from '../../generated';
import { useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';
import { When } from '../../words/When';
import { windowWords } from '../replay-words';
import own from './Run.module.css';

/** Of what it is, and who did what. */
export function RunFacts({ run }: { run: ReplayView }) {
  const words = useAgencyWords();
  const { chosenPersons, types } = run;
  return (
    <Section title={t('replays.facts')}>
      <dl className={classes.facts}>
        <Fact name={t('replays.target')}>
          <bdi>{run.targetName}</bdi>
        </Fact>
        <Fact name={t('replays.when')}>{windowWords(run, words)}</Fact>
        <Fact name={t('replays.whom')}>
          {chosenPersons === null ? t('replays.everybody') : t('replays.people', { count: chosenPersons })}
        </Fact>
        <Fact name={t('replays.typesLabel')}>
          <span title={types.map(eventWords).join(', ')}>
            {types.length > 4 ? t('replays.types', { count: types.length }) : types.map(eventWords).join(', ')}
          </span>
        </Fact>
      </dl>
      <ul className={own.acts} style={{ marginTop: 16 }}>
        <li>
          {t('replays.plannedBy', { who: run.by })}
          <When at={run.plannedAt} />
        </li>
        {run.acts.flatMap(({ did, who, at }) =>
          did === 'run' || did === 'stop' || did === 'goOn' ? (
            <li key={at}>
              {t(`replays.acts.${did}`, { who })}
              <When at={at} />
            </li>
          ) : (
            []
          ),
        )}
      </ul>
    </Section>
  );
}
