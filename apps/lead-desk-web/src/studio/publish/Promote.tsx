import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { showTrouble, useChanged } from '../../connections/connection-changes';
import { connectionsQuery } from '../../connections/connection-queries';
import { promoteConnection, type PublishedView } from '../../generated';
import { t } from '../../words/words';
import classes from './Publish.module.css';

/** It is published; connections of the pack can go to it now. */
export function Promote({ pack, version }: PublishedView) {
  const { data } = useQuery(connectionsQuery);
  const changed = useChanged();
  const promote = useMutation({
    mutationFn: (id: string) => promoteConnection({ path: { id }, body: { pack, version } }),
    onSuccess: (connection) => {
      changed(connection);
      notifications.show({ message: t('studio.promoted', { name: connection.name, version }), withBorder: true });
    },
    onError: showTrouble,
  });
  const others = (data ?? []).filter(({ goesTo }) => goesTo.some((one) => one.pack === pack && one.version === version));
  return (
    <div className={classes.promote}>
      <p role="status">
        <strong>{t('studio.published', { pack, version })}</strong>
      </p>
      {data && <p className="quiet">{t(others.length > 0 ? 'studio.promoteAbout' : 'studio.promoteNone')}</p>}
      {others.map(({ id, name }) => (
        <Button key={id} variant="default" loading={promote.isPending} onClick={() => promote.mutate(id)}>
          {t('studio.promote', { name, version })}
        </Button>
      ))}
      <Link to="/connect" search={{ pack }}>
        {t('studio.setUp')}
      </Link>
    </div>
  );
}
