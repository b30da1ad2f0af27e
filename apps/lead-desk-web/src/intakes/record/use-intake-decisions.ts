import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { IntakesView, IntakeSummaryView, IntakeView } from '../../generated';
import { t } from '../../words/words';
import { keyOf, whoIs } from '../intake-words';
import { type Decision, useDecide } from '../use-decide';

export interface MergeChoice {
  personId: string;
  name: string;
}

export type IntakeDecisions = ReturnType<typeof useIntakeDecisions>;

/** What can be decided on one intake, by button and by key; whoever decided on one who waits goes on to the next. */
export function useIntakeDecisions(intake: IntakeView) {
  const navigate = useNavigate();
  const { before, after } = useNeighbours(intake);
  const { decide, pending } = useDecide();
  const [rejecting, setRejecting] = useState(false);
  const [merging, setMerging] = useState<MergeChoice>();
  const goTo = (one: IntakeSummaryView | undefined) => {
    if (one) void navigate({ to: '/intakes/$target/$id', params: { target: one.target, id: one.personId } });
  };
  const may = (verb: Decision['verb']): boolean => {
    if (!intake.mayDecide || pending) return false;
    if (verb === 'undo') return intake.mergedWith !== null;
    if (verb === 'separate') return true;
    if (intake.state === 'admitted') return false;
    return verb === 'approve' || verb === 'merge' || intake.state === 'waiting';
  };
  const carryOut = (decision: Decision) => {
    if (!may(decision.verb)) return;
    const goesOn = intake.state === 'waiting' && decision.verb !== 'separate';
    decide(intake, decision, () => goesOn && goTo(after));
  };
  const askMerge = (choice: MergeChoice | undefined) => {
    if (!may('merge')) return;
    if (choice) setMerging(choice);
    else notifications.show({ withBorder: true, message: t('intakes.mergeNobody') });
  };
  const [best] = intake.candidates;
  const quiet = rejecting || merging !== undefined;
  useHotkeys(
    quiet
      ? []
      : [
          ['j', () => goTo(after)],
          ['k', () => goTo(before)],
          ['a', () => carryOut({ verb: 'approve' })],
          ['s', () => carryOut({ verb: 'spam' })],
          ['r', () => may('reject') && setRejecting(true)],
          ['m', () => askMerge(best && { personId: best.personId, name: whoIs(best) })],
        ],
  );
  return {
    may,
    pending,
    before: before && (() => goTo(before)),
    after: after && (() => goTo(after)),
    approve: () => carryOut({ verb: 'approve' }),
    spam: () => carryOut({ verb: 'spam' }),
    undo: () => carryOut({ verb: 'undo' }),
    separate: (personId: string) => carryOut({ verb: 'separate', other: { personId } }),
    askReject: () => setRejecting(true),
    askMerge,
    rejectDialog: {
      title: rejecting ? t('intakes.rejectTitle', { count: 1, who: whoIs(intake) }) : undefined,
      onClose: () => setRejecting(false),
      onReject: (why: string) => {
        setRejecting(false);
        carryOut({ verb: 'reject', why });
      },
    },
    mergeDialog: {
      choice: merging,
      onClose: () => setMerging(undefined),
      onMerge: ({ personId }: MergeChoice, why: string | undefined) => {
        setMerging(undefined);
        carryOut({ verb: 'merge', other: { personId }, why });
      },
    },
  };
}

/** Those before and after it in the list that was looked at last. */
function useNeighbours(intake: IntakeView): { before: IntakeSummaryView | undefined; after: IntakeSummaryView | undefined } {
  const queries = useQueryClient();
  // The lists are kept under this key, page by page.
  const lists = queries.getQueryCache().findAll({ queryKey: ['intakes', 'list'] });
  const newest = lists.toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)[0]?.state.data as
    { pages: IntakesView[] } | undefined;
  const all = (newest?.pages ?? []).flatMap((page) => page.intakes);
  const place = all.findIndex((one) => keyOf(one) === keyOf(intake));
  return place < 0 ? { before: undefined, after: all[0] } : { before: all[place - 1], after: all[place + 1] };
}
