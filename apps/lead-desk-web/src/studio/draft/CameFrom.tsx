import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { tallyQuery } from '../../events/event-queries';
import { t } from '../../words/words';
import type { WaitingEvent } from '../studio-address';
import classes from './Draft.module.css';

/** Says for which event somebody is here, and leads back to it. */
export function CameFrom({ event }: { event: WaitingEvent }) {
  const { data: tally } = useQuery(tallyQuery);
  const target = tally?.targets.find((one) => one.target === event.at)?.name ?? event.at;
  return (
    <div className={classes.cameFrom}>
      <p>{t('deliveries.fromParked', { target })}</p>
      <Button
        size="compact-md"
        variant="default"
        leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />}
        renderRoot={(props) => <Link to="/held" search={{ target: event.at, type: [event.type] }} {...props} />}
      >
        {t('deliveries.goBack')}
      </Button>
    </div>
  );
}
