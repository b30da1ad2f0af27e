import { Button, Progress } from '@mantine/core';
import { IconArrowLeft, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import classes from '../../connections/record/Record.module.css';
import type { ReplayView } from '../../generated';
import { Status } from '../../theme/Status';
import { useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';
import { peopleWords, runSentence, runTitle, toneOfRun } from '../replay-words';
import { AskRun } from './AskRun';
import own from './Run.module.css';
import { useMove } from './use-move';

/** Which run it is, how far it is, and what can be done. */
export function RunHead({ run }: { run: ReplayView }) {
  const words = useAgencyWords();
  const move = useMove(run);
  const [asks, setAsks] = useState(false);
  const { state, persons, personsDone } = run;
  return (
    <header className={classes.head}>
      <Link to="/replays" className={classes.back}>
        <IconArrowLeft size={14} stroke={1.75} aria-hidden />
        {t('replays.back')}
      </Link>
      <div className={classes.who}>
        <div className={classes.whoWords}>
          <h1 className={classes.title}>{runTitle(run)}</h1>
          <p className={classes.under} role="status">
            <Status tone={toneOfRun[state]} strong>
              {t(`replays.state.${state}`)}
            </Status>
            <span>{runSentence(run, words)}</span>
          </p>
        </div>
        <div className={classes.reach}>
          {state === 'planned' && (
            <Button
              disabled={persons === 0}
              leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
              onClick={() => setAsks(true)}
            >
              {t('replays.run')}
            </Button>
          )}
          {state === 'running' && (
            <Button
              variant="default"
              loading={move.isPending}
              leftSection={<IconPlayerStop size={16} stroke={1.75} aria-hidden />}
              onClick={() => move.mutate('stop')}
            >
              {t('replays.stop')}
            </Button>
          )}
          {state === 'stopped' && (
            <Button
              loading={move.isPending}
              leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
              onClick={() => move.mutate('goOn')}
            >
              {t('replays.goOn')}
            </Button>
          )}
          {state !== 'running' && <Again run={run} />}
        </div>
      </div>
      {(state === 'running' || state === 'stopped') && persons > 0 && (
        <div className={own.progress}>
          <Progress.Root size="md">
            <Progress.Section
              value={(100 * Math.min(personsDone, persons)) / persons}
              aria-label={t('replays.progress', { done: words.number(personsDone), people: peopleWords(persons, words) })}
            />
          </Progress.Root>
          <span className="quiet number">
            {t('replays.progress', { done: words.number(personsDone), people: peopleWords(persons, words) })}
          </span>
        </div>
      )}
      <AskRun
        run={run}
        opened={asks}
        close={() => setAsks(false)}
        start={() => move.mutate('run', { onSettled: () => setAsks(false) })}
        starting={move.isPending}
      />
    </header>
  );
}

function Again({ run: { kind, target } }: { run: ReplayView }) {
  return (
    <Button
      variant="default"
      renderRoot={(props) => <Link to="/replay" search={{ target, fill: kind === 'fill' ? 'true' : undefined }} {...props} />}
    >
      {t('replays.again')}
    </Button>
  );
}
