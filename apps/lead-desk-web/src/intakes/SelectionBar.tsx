import { Button } from '@mantine/core';
import { IconBan, IconMailOff, IconUserCheck } from '@tabler/icons-react';
import { t } from '../words/words';
import classes from './Intakes.module.css';

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
  if (count === 0) return null;
  return (
    <div className={classes.selection} role="group" aria-label={t('intakes.selected', { count })}>
      <strong>{t('intakes.selected', { count })}</strong>
      <Button size="compact-sm" loading={pending} leftSection={<IconUserCheck size={16} stroke={1.75} />} onClick={onApprove}>
        {t('intakes.approve')}
      </Button>
      <Button size="compact-sm" variant="default" disabled={pending} leftSection={<IconBan size={16} stroke={1.75} />} onClick={onReject}>
        {t('intakes.reject')}
      </Button>
      <Button size="compact-sm" variant="default" disabled={pending} leftSection={<IconMailOff size={16} stroke={1.75} />} onClick={onSpam}>
        {t('intakes.spam')}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onNone}>
        {t('intakes.selectNone')}
      </Button>
    </div>
  );
}
