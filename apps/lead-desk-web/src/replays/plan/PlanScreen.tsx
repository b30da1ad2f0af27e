import { useDocumentTitle } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import classes from '../../connections/set-up/SetUp.module.css';
import { Trouble } from '../../frame/Trouble';
import { t } from '../../words/words';
import { replaysQuery } from '../replay-queries';
import { PlanForm } from './PlanForm';

const route = getRouteApi('/desk/replay');

/** Chooses whom, what and of which time; nothing is sent by it. */
export function PlanScreen() {
  useDocumentTitle(`${t('replays.planTitle')} – ${t('product')}`);
  const address = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, isError, refetch } = useQuery(replaysQuery(undefined));
  if (isError && !data) return <Trouble error={error} again={() => void refetch()} whole />;
  return (
    <div className={classes.page}>
      <Link to="/replays" className={classes.back}>
        <IconArrowLeft size={14} stroke={1.75} aria-hidden />
        {t('replays.back')}
      </Link>
      <h1 className={classes.title}>{address.fill ? t('replays.fillOne') : t('replays.planTitle')}</h1>
      <p className={classes.lead}>{t('replays.planAbout')}</p>
      {data && (
        <PlanForm
          targets={data.targets}
          address={address}
          change={(changes) => void navigate({ search: (was) => ({ ...was, ...changes }), replace: true })}
          planned={({ id }) => void navigate({ to: '/replays/$id', params: { id } })}
        />
      )}
    </div>
  );
}
