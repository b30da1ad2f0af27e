import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Column, Sort } from './columns';
import classes from './RecordTable.module.css';
import { t } from '../words/words';

interface HeadCellProps<T> {
  column: Column<T>;
  sort?: Sort;
  onSort?(sort: Sort): void;
}

/** Text sorts from A first, numbers and times from the highest or latest. */
export function HeadCell<T>({ column, sort, onSort }: HeadCellProps<T>) {
  const by = column.sort;
  if (by === undefined || !onSort) {
    return (
      <th scope="col" data-align={column.align}>
        <span className="cut">{column.title}</span>
      </th>
    );
  }
  const here = sort?.by === by ? sort.direction : undefined;
  const first = by === 'name' ? 'asc' : 'desc';
  const turned = here === 'asc' ? 'desc' : 'asc';
  const Arrow = here === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <th scope="col" data-align={column.align} aria-sort={here === undefined ? undefined : here === 'asc' ? 'ascending' : 'descending'}>
      <UnstyledButton
        className={classes.sort}
        data-here={here}
        title={t('list.sortBy', { column: column.title })}
        onClick={() => onSort({ by, direction: here === undefined ? first : turned })}
      >
        <span className="cut">{column.title}</span>
        <Arrow size={14} stroke={1.75} aria-hidden />
      </UnstyledButton>
    </th>
  );
}
