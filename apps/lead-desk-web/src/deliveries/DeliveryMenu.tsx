import { ActionIcon, Menu } from '@mantine/core';
import { IconBan, IconDots, IconHistory, IconInbox, IconPencilCode, IconRefresh, IconRoute } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { WaitingDeliveryView } from '../generated';
import { t } from '../words/words';
import { whatOf } from './waiting-words';

export interface DeliveryActs {
  retry(delivery: WaitingDeliveryView): void;
  skip(delivery: WaitingDeliveryView): void;
  mend(delivery: WaitingDeliveryView): void;
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

/** What can be done with one delivery, or where that is decided. */
export function DeliveryMenu({ delivery, acts }: { delivery: WaitingDeliveryView; acts: DeliveryActs }) {
  const { participant, source, id, mayRetry, maySkip } = delivery;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size="md" aria-label={t('deliveries.menu', { what: whatOf(delivery) })}>
          <IconDots size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayRetry && (
          <Menu.Item leftSection={<IconRefresh {...icon} />} onClick={() => acts.retry(delivery)}>
            {t('deliveries.retry')}
          </Menu.Item>
        )}
        {maySkip && (
          <Menu.Item leftSection={<IconBan {...icon} />} onClick={() => acts.skip(delivery)}>
            {t('deliveries.skipOne')}
          </Menu.Item>
        )}
        {mayMend(delivery) && (
          <Menu.Item leftSection={<IconPencilCode {...icon} />} onClick={() => acts.mend(delivery)}>
            {t('deliveries.mend')}
          </Menu.Item>
        )}
        <Elsewhere delivery={delivery} />
        <Menu.Item
          leftSection={<IconRoute {...icon} />}
          renderRoot={(props: { children?: ReactNode }) => <Link to="/events/journey" search={{ participant, source, id }} {...props} />}
        >
          {t('deliveries.journey')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Only a connection has a mapping. */
export const mayMend = ({ reach, mayRetry }: WaitingDeliveryView): boolean => reach === 'connection' && mayRetry;

/** What is decided on another screen. */
function Elsewhere({ delivery: { state, target, personId, run } }: { delivery: WaitingDeliveryView }) {
  if (state === 'heldApproval' && personId !== null) {
    return (
      <Menu.Item
        leftSection={<IconInbox {...icon} />}
        renderRoot={(props: { children?: ReactNode }) => <Link to="/intakes/$target/$id" params={{ target, id: personId }} {...props} />}
      >
        {t('deliveries.decide')}
      </Menu.Item>
    );
  }
  if (state !== 'heldReplay' || run === null) return null;
  return (
    <Menu.Item
      leftSection={<IconHistory {...icon} />}
      renderRoot={(props: { children?: ReactNode }) => <Link to="/replays/$id" params={{ id: run }} {...props} />}
    >
      {t('deliveries.seeRun')}
    </Menu.Item>
  );
}
