import type { ReactNode } from 'react';

/** One column of a list. The first is the row's name: its cell holds the link that opens the record. */
export interface Column<T> {
  key: string;
  title: string;
  /** CSS width; one column takes what is left. */
  width?: number;
  align?: 'right';
  /** What the API calls the order by this column. */
  sort?: string;
  /** Not shown until chosen. */
  extra?: boolean;
  /** Left out while the list is narrower than this (px), unless it was chosen by hand. */
  from?: number;
  cell(record: T): ReactNode;
}

/** The columns to draw: those named in the address, else the usual ones that have room. */
export function shownColumns<T>(columns: readonly Column<T>[], chosen: readonly string[] | undefined, width: number): Column<T>[] {
  if (chosen) return columns.filter((column, i) => i === 0 || chosen.includes(column.key));
  return columns.filter((column) => !column.extra && (column.from ?? 0) <= width);
}

export interface Sort {
  by: string;
  direction: 'asc' | 'desc';
}
