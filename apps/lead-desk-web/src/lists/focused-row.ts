/** The row that has the focus, as its place in the list. */
export function focusedRow(): number | undefined {
  const row = document.activeElement?.closest('tr[data-row]')?.getAttribute('data-row');
  return row === null || row === undefined ? undefined : Number(row);
}

export const focusRow = (row: number): void => document.querySelector<HTMLElement>(`tr[data-row="${row}"] a`)?.focus();
