import { Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Missing } from '../../frame/Missing';
import { Trouble } from '../../frame/Trouble';
import { DeskProblem } from '../../session/desk-problem';
import { t } from '../../words/words';
import { connectionQuery } from '../connection-queries';
import { ConnectionHead } from './ConnectionHead';
import { Doing } from './Doing';
import { Drift } from './Drift';
import { Heard } from './Heard';
import { Lists } from './Lists';
import { PackVersions } from './PackVersions';
import classes from './Record.module.css';
import { Sweeps } from './Sweeps';

const route = getRouteApi('/desk/connections/$id');

/** One connection: whether it works, what it is doing, what came from it, and what it could not hold. */
export function ConnectionScreen() {
  const { id } = route.useParams();
  const { data, error, isError, refetch } = useQuery(connectionQuery(id));
  useDocumentTitle(`${data?.name ?? t('connections.title')} – ${t('product')}`);
  if (error instanceof DeskProblem && error.status === 404) return <Missing />;
  if (isError && !data) return <Trouble error={error} again={() => void refetch()} whole />;
  if (!data) return <Waits />;
  return (
    <article>
      <ConnectionHead connection={data} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <Lists lists={data.lists} />
          <Doing connection={data} />
          <Drift id={data.id} />
        </div>
        <div className={classes.side}>
          <Heard connection={data} />
          <Sweeps sweeps={data.sweeps} />
          <PackVersions connection={data} />
        </div>
      </div>
    </article>
  );
}

function Waits() {
  return (
    <div className={classes.head} aria-busy="true" aria-label={t('loading')} role="status">
      <Skeleton height={22} width="40%" mt={26} />
      <Skeleton height={12} width="60%" mt={14} />
    </div>
  );
}
