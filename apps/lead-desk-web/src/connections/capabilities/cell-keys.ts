import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** Arrow keys move the focus between the buttons of a table's cells. */
export function useCellKeys(): (event: KeyboardEvent<HTMLTableSectionElement>) => void {
  return (event) => {
    const step = steps[event.key];
    const cell = event.target instanceof Element ? event.target.closest('td') : null;
    const row = cell?.closest('tr');
    if (!step || !cell || !row) return;
    const [down, right] = step;
    const rows = [...event.currentTarget.rows];
    const there = rows[rows.indexOf(row) + down]?.cells[cell.cellIndex + right];
    const button = there?.querySelector('button');
    if (!button) return;
    event.preventDefault();
    button.focus();
  };
}
