import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { troubleWords } from '../frame/trouble-words';
import { type DecideIntakeRequest, decideIntake, type IntakeSummaryView, type IntakeView } from '../generated';
import { DeskProblem } from '../session/desk-problem';
import { t } from '../words/words';
import { intakeQuery } from './intake-queries';
import { keyOf, whoIs } from './intake-words';
import classes from './Intakes.module.css';

export type Decision = Omit<DecideIntakeRequest, 'seen'>;
export type DecideOn = (intake: IntakeSummaryView, decision: Decision, then?: (decided: IntakeView) => void) => void;

/** Decides on an intake as it was seen; the toast offers the way back, and says so where somebody else was faster. */
export function useDecide(): { decide: DecideOn; pending: boolean } {
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ intake, decision }: { intake: IntakeSummaryView; decision: Decision }) =>
      decideIntake({ path: { target: intake.target, id: intake.personId }, body: { ...decision, seen: intake.version } }),
    onSuccess: (decided) => {
      queries.setQueryData(intakeQuery(decided.target, decided.personId).queryKey, decided);
      return queries.invalidateQueries({ queryKey: ['intakes', 'list'] });
    },
    onError: (error) => {
      const overtaken = error instanceof DeskProblem && error.status === 409;
      const { happened, then } = troubleWords(error);
      notifications.show({
        color: 'red',
        title: overtaken ? t('intakes.overtaken') : `${t('trouble.notSaved')}. ${happened}`,
        message: overtaken ? error.detail : then,
      });
      // What stands now is what the next decision has to be about.
      void queries.invalidateQueries({ queryKey: ['intakes'] });
    },
  });

  const decide = useCallback<DecideOn>(
    (intake, decision, then) => {
      mutate(
        { intake, decision },
        {
          onSuccess: (decided) => {
            tell(intake, decided, decision, (back) => mutate({ intake: decided, decision: back }));
            then?.(decided);
          },
        },
      );
    },
    [mutate],
  );
  return { decide, pending: isPending };
}

const ways: Partial<Record<Decision['verb'], Decision>> = {
  merge: { verb: 'undo' },
  reject: { verb: 'approve' },
  spam: { verb: 'approve' },
};

function tell(before: IntakeSummaryView, decided: IntakeView, { verb }: Decision, goBack: (back: Decision) => void): void {
  const id = `intake-${keyOf(decided)}`;
  const who = whoIs(decided);
  const back = ways[verb];
  notifications.hide(id);
  notifications.show({
    id,
    autoClose: 8000,
    withBorder: true,
    message: (
      <span className={classes.toast}>
        <bdi>{verb === 'approve' ? t('intakes.done.approve', { who, count: before.held }) : t(`intakes.done.${verb}`, { who })}</bdi>
        {back && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              notifications.hide(id);
              goBack(back);
            }}
          >
            {back.verb === 'undo' ? t('intakes.undo') : t('intakes.approveAfter')}
          </Button>
        )}
      </span>
    ),
  });
}
