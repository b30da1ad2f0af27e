import { Skeleton } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '../words/words';
import { type Column, shownColumns, type Sort } from './columns';
import { HeadCell } from './HeadCell';
import { useRowKeys } from './row-keys';
import classes from './RecordTable.module.css';
import { useRowWindow } from './window-rows';

interface RecordTableProps<T> {
  label: string;
  /** Names the list and its filters; scrolling back to it lands where it was left. */
  place: string;
  records: readonly T[];
  keyOf(record: T): string;
  columns: readonly Column<T>[];
  chosen?: readonly string[];
  /** The row on a phone, in two lines, with its own link. */
  compact(record: T): ReactNode;
  open(record: T): void;
  sort?: Sort;
  onSort?(sort: Sort): void;
  total?: number;
  loading: boolean;
  more: boolean;
  onEnd(): void;
  empty: ReactNode;
  viewport?: React.Ref<HTMLDivElement>;
}

const narrow = 600;
const rowHeights = { wide: 40, compact: 64 };

/** A list of records: a real table, of which only the rows in sight are drawn. Arrow keys move, Enter opens. */
export function RecordTable<T>(props: RecordTableProps<T>) {
  const { records, loading, more, onEnd } = props;
  const viewport = useRef<HTMLDivElement>(null);
  const size = useElementSize<HTMLDivElement>();
  const merged = useMergedRef(viewport, size.ref, props.viewport ?? null);
  const compact = size.width > 0 && size.width < narrow;
  const rowHeight = compact ? rowHeights.compact : rowHeights.wide;
  const { from, to } = useRowWindow(viewport, records.length, rowHeight, props.place);
  const keys = useRowKeys(viewport, records.length, rowHeight);
  const columns = compact ? compactColumns(props) : shownColumns(props.columns, props.chosen, size.width || 1200);

  useEffect(() => {
    if (more && !loading && to >= records.length - 100) onEnd();
  }, [more, loading, to, records.length, onEnd]);

  const waiting = loading && records.length === 0;
  const nothing = !loading && records.length === 0;
  return (
    <div className={classes.viewport} ref={merged} data-testid="list" tabIndex={nothing ? 0 : undefined}>
      <table
        className={classes.table}
        aria-label={props.label}
        aria-rowcount={props.total ?? (more ? -1 : records.length + 1)}
        aria-busy={waiting}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead className={compact ? 'unseen' : classes.head}>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={keys.onKeyDown}>
          {waiting && <WaitingRows columns={columns.length} height={rowHeight} />}
          <tr aria-hidden className={classes.space} style={{ height: from * rowHeight }} />
          {records.slice(from, to).map((record, i) => (
            <tr
              key={props.keyOf(record)}
              aria-rowindex={from + i + 2}
              data-row={from + i}
              className={classes.row}
              style={{ height: rowHeight }}
              onClick={(event) => {
                if (opensRow(event)) props.open(record);
              }}
            >
              {columns.map((column) => (
                <td key={column.key} data-align={column.align}>
                  {column.cell(record)}
                </td>
              ))}
            </tr>
          ))}
          <tr aria-hidden className={classes.space} style={{ height: (records.length - to) * rowHeight }} />
        </tbody>
      </table>
      {nothing && props.empty}
      {records.length > 0 && more && <p className={classes.foot}>{t('list.more')}</p>}
    </div>
  );
}

const compactColumns = <T,>({ columns, compact }: RecordTableProps<T>): Column<T>[] => [
  { key: 'compact', title: columns[0]?.title ?? '', cell: compact },
];

/** A click anywhere in a row opens it, but not one on a link in it, in a menu that floats over it, nor one that ends a selection of text. */
function opensRow(event: React.MouseEvent): boolean {
  if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return false;
  if (event.defaultPrevented || event.metaKey || event.ctrlKey) return false;
  const inside = event.target instanceof Element && event.target.closest('a, button, input');
  return !inside && (getSelection()?.toString() ?? '') === '';
}

function WaitingRows({ columns, height }: { columns: number; height: number }) {
  return Array.from({ length: 14 }, (_, row) => (
    <tr key={row} style={{ height }}>
      {Array.from({ length: columns }, (_each, i) => (
        <td key={i}>
          <Skeleton height={10} width={`${40 + ((row * 7 + i * 13) % 45)}%`} />
        </td>
      ))}
    </tr>
  ));
}
