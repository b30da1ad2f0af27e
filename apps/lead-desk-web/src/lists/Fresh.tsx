import { UnstyledButton } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../words/words';
import classes from './Fresh.module.css';

interface FreshProps {
  count: number;
  /** What a click shows, for those who hear it. */
  label: string;
  onShow(): void;
  children: ReactNode;
}

/** A list over which stands how many new records there are; they come in with a click and move nothing before. */
export function Fresh({ count, label, onShow, children }: FreshProps) {
  return (
    <div className={classes.list}>
      <div className={classes.freshPlace} role="status">
        {count > 0 && (
          <UnstyledButton className={classes.fresh} onClick={onShow} aria-label={label}>
            <IconArrowUp size={14} stroke={2} aria-hidden />
            {t('list.fresh', { count })}
          </UnstyledButton>
        )}
      </div>
      {children}
    </div>
  );
}
