import { Button } from '@mantine/core';
import { IconBan, IconRefresh } from '@tabler/icons-react';
import { Selected } from '../lists/Selected';
import { t } from '../words/words';

interface WaitingBarProps {
  count: number;
  pending: boolean;
  mayRetry: boolean;
  onRetry(): void;
  onSkip(): void;
  onAll(): void;
  onNone(): void;
}

/** What can be done with those selected. */
export function WaitingBar({ count, pending, mayRetry, onRetry, onSkip, onAll, onNone }: WaitingBarProps) {
  return (
    <Selected count={count} onAll={onAll} onNone={onNone}>
      <Button
        size="compact-sm"
        loading={pending}
        disabled={!mayRetry}
        leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden />}
        onClick={onRetry}
      >
        {t('deliveries.retry')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={pending}
        leftSection={<IconBan size={16} stroke={1.75} aria-hidden />}
        onClick={onSkip}
      >
        {t('deliveries.skip')}
      </Button>
    </Selected>
  );
}
