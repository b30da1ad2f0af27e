import { Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import classes from '../../connections/record/Record.module.css';
import { Missing } from '../../frame/Missing';
import { Trouble } from '../../frame/Trouble';
import { DeskProblem } from '../../session/desk-problem';
import { t } from '../../words/words';
import { Preview } from '../diff/Preview';
import { replayQuery } from '../replay-queries';
import { runTitle } from '../replay-words';
import { Came } from './Came';
import { Refused } from './Refused';
import { RunFacts } from './RunFacts';
import { RunHead } from './RunHead';

const route = getRouteApi('/desk/replays/$id');

/** One run: what it would send, how far it is, and what came of it. */
export function RunScreen() {
  const { id } = route.useParams();
  const { data, error, isError, refetch } = useQuery(replayQuery(id));
  useDocumentTitle(`${data ? runTitle(data) : t('replays.title')} – ${t('product')}`);
  if (error instanceof DeskProblem && error.status === 404) return <Missing />;
  if (isError && !data) return <Trouble error={error} again={() => void refetch()} whole />;
  if (!data) {
    return (
      <div className={classes.head} aria-busy="true" aria-label={t('loading')} role="status">
        <Skeleton height={22} width="40%" mt={26} />
        <Skeleton height={12} width="60%" mt={14} />
      </div>
    );
  }
  return (
    <article>
      <RunHead run={data} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <Came run={data} />
          <Refused run={data} />
          {/* Once it is told, nothing would differ. */}
          {(data.state === 'planned' || data.state === 'stopped') && <Preview id={id} />}
        </div>
        <div className={classes.side}>
          <RunFacts run={data} />
        </div>
      </div>
    </article>
  );
}
