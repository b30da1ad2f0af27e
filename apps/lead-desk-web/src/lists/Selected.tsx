import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../words/words';
import classes from './Selected.module.css';

interface SelectedProps {
  count: number;
  onAll?(): void;
  onNone(): void;
  children: ReactNode;
}

/** How many are selected, and what can be done with them. */
export function Selected({ count, onAll, onNone, children }: SelectedProps) {
  if (count === 0) return null;
  return (
    <div className={classes.selected} role="group" aria-label={t('list.selected', { count })}>
      <strong>{t('list.selected', { count })}</strong>
      {children}
      {onAll && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onAll}>
          {t('list.selectAll')}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onNone}>
        {t('list.selectNone')}
      </Button>
    </div>
  );
}
