import { Button, Checkbox, Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../words/words';
import type { Column } from './columns';
import classes from './Filters.module.css';

/** Filters on the left, what the list looks like on the right. */
export function ListBar({
  filters,
  active,
  onClear,
  children,
}: {
  filters: ReactNode;
  active: number;
  onClear(): void;
  children?: ReactNode;
}) {
  return (
    <div className={classes.bar}>
      <div className={classes.filters}>
        {filters}
        {active > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={onClear} title={t('list.filters', { count: active })}>
            {t('list.clear')} <span className={classes.badge}>{active}</span>
          </Button>
        )}
      </div>
      {children}
    </div>
  );
}

/** Which columns the list shows; the choice is in the address, so a pasted link shows the same. */
export function ColumnChooser<T>(props: { columns: readonly Column<T>[]; shown: readonly string[]; onChoose(keys: string[]): void }) {
  const { columns, shown, onChoose } = props;
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          className={classes.columns}
          leftSection={<IconColumns3 size={16} stroke={1.75} />}
        >
          {t('list.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={t('list.columns')}>
        {columns.slice(1).map((column) => (
          <Checkbox
            key={column.key}
            size="xs"
            my={6}
            label={column.title}
            checked={shown.includes(column.key)}
            onChange={() =>
              onChoose(columns.filter((each) => (each.key === column.key) !== shown.includes(each.key)).map((each) => each.key))
            }
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
