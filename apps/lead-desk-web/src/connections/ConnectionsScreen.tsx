import { Button } from '@mantine/core';
import { IconPlugConnected, IconPlus, IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Notice } from '../frame/Notice';
import { ScreenHead } from '../frame/ScreenHead';
import { Trouble } from '../frame/Trouble';
import { RecordTable } from '../lists/RecordTable';
import { t } from '../words/words';
import { CompactConnection, connectionColumns } from './connection-columns';
import { connectionsQuery } from './connection-queries';
import classes from './Connections.module.css';

const route = getRouteApi('/desk/connections');

/** All connections and how each stands. */
export function ConnectionsScreen() {
  const navigate = route.useNavigate();
  const list = useQuery(connectionsQuery);
  return (
    <>
      <ScreenHead title={t('connections.title')} lead={t('connections.lead')}>
        <span className={classes.actions}>
          <Button
            renderRoot={(props) => <Link to="/capabilities" {...props} />}
            variant="default"
            leftSection={<IconTable size={16} stroke={1.75} aria-hidden />}
          >
            {t('connections.toMatrix')}
          </Button>
          <SetUp />
        </span>
      </ScreenHead>
      {list.isError && !list.data ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : (
        <RecordTable
          label={t('connections.table')}
          place="connections"
          records={list.data ?? []}
          keyOf={({ id }) => id}
          columns={connectionColumns}
          compact={(connection) => <CompactConnection connection={connection} />}
          open={({ id }) => void navigate({ to: '/connections/$id', params: { id } })}
          loading={list.isPending}
          more={false}
          onEnd={noMore}
          empty={
            <Notice icon={<IconPlugConnected stroke={1.5} />} title={t('connections.empty')}>
              <p>{t('connections.emptyDo')}</p>
            </Notice>
          }
        />
      )}
    </>
  );
}

/** All of them are there at once. */
const noMore = (): void => undefined;

const SetUp = () => (
  <Button renderRoot={(props) => <Link to="/connect" {...props} />} leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}>
    {t('connections.setUp')}
  </Button>
);
