import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { editLead } from '../../generated';
import { DeskProblem, nowIn } from '../../session/desk-problem';
import { t } from '../../words/words';
import type { FieldName } from '../lead-fields';
import { leadQuery, leadsChanged } from '../lead-queries';
import { fieldWord } from '../lead-words';
import classes from '../Leads.module.css';
import { showLeadTrouble } from '../use-lead-acts';

export interface Change {
  readonly from: string;
  readonly to: string;
}

/** What somebody else wrote while one was writing. */
export interface Clash {
  readonly value: string;
  readonly by: string | null;
  readonly mine: string;
}

/** Saves one field at once, offers to undo it, and shows both values where somebody else was faster. */
export function useEditLead(id: string, field: FieldName, saved: () => void) {
  const queries = useQueryClient();
  const [clash, setClash] = useState<Clash>();
  const [wrong, setWrong] = useState<string>();
  const { mutate, isPending } = useMutation({
    mutationFn: (change: Change & { undone?: boolean }) =>
      editLead({ path: { id }, body: { changes: { [field]: { from: change.from, to: change.to } } } }),
    onSuccess: (record, { from, to, undone }) => {
      queries.setQueryData(leadQuery(id).queryKey, record);
      leadsChanged(queries);
      setClash(undefined);
      setWrong(undefined);
      saved();
      if (!undone) tellSaved(() => mutate({ from: to, to: from, undone: true }));
      else notifications.show({ message: t('leads.undone'), withBorder: true });
    },
    onError: (error, { to }) => {
      const now = clashIn(error, field);
      if (now) return setClash({ ...now, mine: to });
      const said = error instanceof DeskProblem && error.status === 422 ? error.problems[0]?.message : undefined;
      if (said === undefined) showLeadTrouble(error);
      else setWrong(said);
    },
  });
  const tellSaved = (undo: () => void) => {
    const toast = `edit-${id}-${field}`;
    notifications.hide(toast);
    notifications.show({
      id: toast,
      autoClose: 8_000,
      withBorder: true,
      message: (
        <span className={classes.toast}>
          {t('leads.record.saved', { field: fieldWord(field) })}
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              notifications.hide(toast);
              undo();
            }}
          >
            {t('leads.undo')}
          </Button>
        </span>
      ),
    });
  };
  const keepTheirs = () => {
    setClash(undefined);
    leadsChanged(queries);
    saved();
  };
  return { save: mutate, pending: isPending, clash, keepTheirs, wrong, forget: () => setWrong(undefined) };
}

function clashIn(error: unknown, field: string): { value: string; by: string | null } | undefined {
  const now = nowIn(error);
  if (!now || !(field in now)) return undefined;
  // Named just above.
  const said = (now as Record<string, unknown>)[field];
  if (typeof said !== 'object' || said === null || !('value' in said) || typeof said.value !== 'string') return undefined;
  return { value: said.value, by: 'by' in said && typeof said.by === 'string' ? said.by : null };
}
