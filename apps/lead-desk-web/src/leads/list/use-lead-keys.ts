import { useHotkeys } from '@mantine/hooks';
import type { LeadSummaryView } from '../../generated';
import { focusedRow, focusRow } from '../../lists/focused-row';

export const findId = 'find-leads';

interface LeadKeys {
  readonly leads: readonly LeadSummaryView[];
  toggle(lead: LeadSummaryView): void;
  /** Only for those who decide. */
  readonly review: ((lead: LeadSummaryView) => void) | undefined;
  add(): void;
}

/** What the keyboard does in the list of leads; nothing while a dialog is open. */
export function useLeadKeys({ leads, toggle, review, add }: LeadKeys): void {
  const onKey = (act: () => void) => () => {
    if (document.querySelector('[role=dialog]') === null) act();
  };
  const focused = () => {
    const row = focusedRow();
    return row === undefined ? undefined : leads[row];
  };
  const enter = onKey(() => {
    if (focusedRow() === undefined) focusRow(0);
  });
  useHotkeys([
    ['j', enter],
    ['k', enter],
    ['/', onKey(() => document.getElementById(findId)?.focus())],
    ['n', onKey(add)],
    [
      'x',
      onKey(() => {
        const lead = focused();
        if (lead) toggle(lead);
      }),
    ],
    [
      'r',
      onKey(() => {
        const lead = focused();
        if (lead?.request) review?.(lead);
      }),
    ],
  ]);
}
