import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconArrowLeft } from '@tabler/icons-react';
import { useDocumentTitle } from '@mantine/hooks';
import { Missing } from '../../frame/Missing';
import { Trouble } from '../../frame/Trouble';
import { t } from '../../words/words';
import { packsQuery } from '../connection-queries';
import { NewConnection } from './NewConnection';
import { PackChoice } from './PackChoice';
import classes from './SetUp.module.css';

const route = getRouteApi('/desk/connect');

/** Two steps: which software, then what its pack needs to be told. */
export function SetUpScreen() {
  useDocumentTitle(`${t('connections.setUp')} – ${t('product')}`);
  const { pack: chosen } = route.useSearch();
  const { data, error, isError, refetch } = useQuery(packsQuery);
  if (isError && !data) return <Trouble error={error} again={() => void refetch()} whole />;
  const newest = (data ?? []).filter((pack) => pack.newest);
  const pack = newest.find(({ name }) => name === chosen);
  if (data && chosen !== undefined && !pack) return <Missing />;
  return (
    <div className={classes.page}>
      <Link to="/connections" className={classes.back}>
        <IconArrowLeft size={14} stroke={1.75} aria-hidden />
        {t('connections.back')}
      </Link>
      {pack ? <NewConnection key={pack.name} pack={pack} /> : <PackChoice packs={newest} loading={!data} />}
    </div>
  );
}
