import { Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Missing } from '../../frame/Missing';
import { Trouble } from '../../frame/Trouble';
import { DeskProblem } from '../../session/desk-problem';
import { t } from '../../words/words';
import { draftQuery } from '../studio-queries';
import { Bench } from './Bench';
import classes from './Draft.module.css';

const route = getRouteApi('/desk/studio/$name');

/** One draft: its files, what is wrong in them, and what its samples lead to. */
export function DraftScreen() {
  const { name } = route.useParams();
  const { data, error, isError, refetch } = useQuery(draftQuery(name));
  useDocumentTitle(`${name} – ${t('product')}`);
  if (error instanceof DeskProblem && error.status === 404) return <Missing />;
  if (isError && !data) return <Trouble error={error} again={() => void refetch()} whole />;
  if (data) return <Bench key={name} draft={data} />;
  return (
    <div className={classes.head} aria-busy="true" aria-label={t('loading')} role="status">
      <Skeleton height={22} width="40%" mt={26} />
      <Skeleton height={12} width="60%" mt={14} />
    </div>
  );
}
