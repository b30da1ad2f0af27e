import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { IntakeSummaryView } from '../generated';
import { focusedRow, focusRow } from '../lists/focused-row';
import { t } from '../words/words';
import { keyOf, whoIs } from './intake-words';
import { useDecide } from './use-decide';
import { useDecideAll } from './use-decide-all';

/** Decisions from the list: on those selected, else on the row that has the focus, which then goes to the next. */
export function useListDecisions(intakes: readonly IntakeSummaryView[], mayDecide: boolean, open: (intake: IntakeSummaryView) => void) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [rejecting, setRejecting] = useState<readonly IntakeSummaryView[]>([]);
  const selected = intakes.filter((intake) => keys.has(keyOf(intake)));
  const none = () => setKeys(new Set());
  const { decide, pending } = useDecide();
  const all = useDecideAll(none);

  const meant = (): readonly IntakeSummaryView[] => {
    const row = focusedRow();
    const one = row === undefined ? undefined : intakes[row];
    return selected.length > 0 ? selected : one ? [one] : [];
  };
  const carryOut = (those: readonly IntakeSummaryView[], verb: 'approve' | 'reject' | 'spam', why?: string) => {
    const [one] = those;
    if (!one || pending || all.isPending) return;
    const row = focusedRow();
    if (those.length > 1 || selected.length > 0) all.mutate({ intakes: those, verb, why });
    // Whoever was decided leaves the list, and the next takes the place.
    else decide(one, { verb, why }, () => row !== undefined && setTimeout(() => focusRow(row), 150));
  };
  const onKey =
    (act: () => void): (() => void) =>
    () => {
      if (mayDecide && rejecting.length === 0) act();
    };
  useHotkeys([
    ['j', () => focusedRow() === undefined && focusRow(0)],
    ['k', () => focusedRow() === undefined && focusRow(0)],
    ['a', onKey(() => carryOut(meant(), 'approve'))],
    ['s', onKey(() => carryOut(meant(), 'spam'))],
    ['r', onKey(() => setRejecting(meant()))],
    [
      'm',
      onKey(() => {
        const [one] = meant();
        if (one) open(one);
      }),
    ],
  ]);

  const [first] = rejecting;
  return {
    selection: {
      has: (intake: IntakeSummaryView) => keys.has(keyOf(intake)),
      toggle: (intake: IntakeSummaryView) => {
        const key = keyOf(intake);
        setKeys((was) => new Set(was.has(key) ? [...was].filter((each) => each !== key) : [...was, key]));
      },
    },
    bar: {
      count: selected.length,
      pending: all.isPending,
      onApprove: () => carryOut(selected, 'approve'),
      onReject: () => setRejecting(selected),
      onSpam: () => carryOut(selected, 'spam'),
      onNone: none,
    },
    dialog: {
      title: first && t('intakes.rejectTitle', { count: rejecting.length, who: whoIs(first) }),
      onClose: () => setRejecting([]),
      onReject: (why: string) => {
        carryOut(rejecting, 'reject', why);
        setRejecting([]);
      },
    },
  };
}
