import { Link } from '@tanstack/react-router';
import type { ReplayRunView } from '../generated';
import type { Column } from '../lists/columns';
import { Status } from '../theme/Status';
import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import { When } from '../words/When';
import { runTitle, tallyWords, toneOfRun, windowWords } from './replay-words';
import classes from './Replays.module.css';

const title = (key: 'what' | 'state' | 'tally' | 'by' | 'at' | 'window'): string => t(`replays.column.${key}`);

export const replayColumns: readonly Column<ReplayRunView>[] = [
  { key: 'what', title: title('what'), cell: (run) => <Name run={run} /> },
  { key: 'state', title: title('state'), width: 150, cell: (run) => <State run={run} /> },
  { key: 'tally', title: title('tally'), width: 230, cell: (run) => <Tally run={run} /> },
  { key: 'window', title: title('window'), width: 230, from: 1000, cell: (run) => <Window run={run} /> },
  { key: 'by', title: title('by'), width: 124, from: 820, cell: ({ by }) => <bdi>{by}</bdi> },
  { key: 'at', title: title('at'), width: 112, align: 'right', cell: ({ plannedAt }) => <When at={plannedAt} /> },
];

const Name = ({ run }: { run: ReplayRunView }) => (
  <Link to="/replays/$id" params={{ id: run.id }} className="cut">
    <bdi className={classes.strong}>{runTitle(run)}</bdi>
  </Link>
);

export function State({ run }: { run: ReplayRunView }) {
  const words = useAgencyWords();
  const { state, persons, personsDone } = run;
  return (
    <Status tone={toneOfRun[state]}>
      {t(`replays.state.${state}`)}
      {(state === 'running' || state === 'stopped') && (
        <span className="quiet">
          {' '}
          {words.number(personsDone)} / {words.number(persons)}
        </span>
      )}
    </Status>
  );
}

function Tally({ run }: { run: ReplayRunView }) {
  const words = useAgencyWords();
  return <span className={run.state === 'planned' ? 'quiet' : undefined}>{tallyWords(run, words)}</span>;
}

function Window({ run }: { run: ReplayRunView }) {
  const words = windowWords(run, useAgencyWords());
  return <span title={words}>{words}</span>;
}

/** The row on a phone. */
export function CompactRun({ run }: { run: ReplayRunView }) {
  return (
    <div className={classes.compact}>
      <div>
        <Name run={run} />
        <When at={run.plannedAt} />
      </div>
      <div className="quiet">
        <State run={run} />
        <Tally run={run} />
      </div>
    </div>
  );
}
