import { Button } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Notice } from '../../frame/Notice';
import { ScreenHead } from '../../frame/ScreenHead';
import { Trouble } from '../../frame/Trouble';
import { t } from '../../words/words';
import { capabilitiesQuery } from '../connection-queries';
import { Matrix } from './Matrix';

/** What every connection passes and what not (P17). */
export function CapabilitiesScreen() {
  const { data, error, isError, refetch } = useQuery(capabilitiesQuery);
  return (
    <>
      <ScreenHead title={t('connections.matrix')} lead={t('connections.matrixLead')}>
        <Button renderRoot={(props) => <Link to="/connections" {...props} />} variant="default">
          {t('connections.title')}
        </Button>
      </ScreenHead>
      {isError && !data && <Trouble error={error} again={() => void refetch()} />}
      {data && data.connections.length === 0 && (
        <Notice icon={<IconTable stroke={1.5} />} title={t('connections.matrixEmpty')}>
          <p>{t('connections.matrixEmptyDo')}</p>
          <Button renderRoot={(props) => <Link to="/connect" {...props} />} mt="sm">
            {t('connections.setUp')}
          </Button>
        </Notice>
      )}
      {data && data.connections.length > 0 && <Matrix matrix={data} />}
    </>
  );
}
