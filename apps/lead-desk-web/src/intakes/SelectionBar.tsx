import { Button } from '@mantine/core';
import { IconBan, IconMailOff, IconUserCheck } from '@tabler/icons-react';
import { Selected } from '../lists/Selected';
import { t } from '../words/words';

interface SelectionBarProps {
  count: number;
  pending: boolean;
  onApprove(): void;
  onReject(): void;
  onSpam(): void;
  onNone(): void;
}

/** What can be done with those selected. */
export function SelectionBar({ count, pending, onApprove, onReject, onSpam, onNone }: SelectionBarProps) {
  return (
    <Selected count={count} onNone={onNone}>
      <Button size="compact-sm" loading={pending} leftSection={<IconUserCheck size={16} stroke={1.75} />} onClick={onApprove}>
        {t('intakes.approve')}
      </Button>
      <Button size="compact-sm" variant="default" disabled={pending} leftSection={<IconBan size={16} stroke={1.75} />} onClick={onReject}>
        {t('intakes.reject')}
      </Button>
      <Button size="compact-sm" variant="default" disabled={pending} leftSection={<IconMailOff size={16} stroke={1.75} />} onClick={onSpam}>
        {t('intakes.spam')}
      </Button>
    </Selected>
  );
}
