import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { troubleWords } from '../frame/trouble-words';
import { type ActedView, actOnLeads, type LeadSummaryView, type MayDoView, undoLeadAct } from '../generated';
import { t } from '../words/words';
import { leadsChanged } from './lead-queries';
import { actWord, leadName } from './lead-words';
import classes from './Leads.module.css';

export type LeadAct = MayDoView['act'];

export interface ActAsked {
  readonly act: LeadAct;
  readonly leads: readonly Pick<LeadSummaryView, 'id' | 'recordStatus' | 'name' | 'email' | 'phone'>[];
  readonly agent?: string;
  readonly words?: string;
}

export function showLeadTrouble(error: unknown): void {
  const { happened, then } = troubleWords(error);
  notifications.show({ color: 'red', title: happened, message: then });
}

const mostNamed = 5;

/** Which leads were left as they are, each with why. */
function Refused({ refused, leads }: { refused: readonly ActedView[]; leads: ActAsked['leads'] }) {
  const found = new Map(leads.map((lead) => [lead.id, lead]));
  return (
    <>
      {refused.slice(0, mostNamed).map(({ id, message }) => {
        const lead = found.get(id);
        return (
          <span key={id} className={classes.refused}>
            <strong>
              <bdi>{lead ? leadName(lead) : t('unnamed')}</bdi>
            </strong>
            : {message}
          </span>
        );
      })}
      {refused.length > mostNamed && (
        <span className={classes.refused}>{t('leads.refusedMore', { count: refused.length - mostNamed })}</span>
      )}
    </>
  );
}

/** Acts on leads, says what came of it, and offers to undo what can be. */
export function useLeadActs(done: () => void = () => undefined) {
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: (acts: readonly { id: string; number: string }[]) =>
      Promise.all(acts.map(({ id, number }) => undoLeadAct({ path: { id, number } }))),
    onSuccess: () => notifications.show({ message: t('leads.undone'), withBorder: true }),
    onError: showLeadTrouble,
    onSettled: () => leadsChanged(queries),
  });
  return useMutation({
    mutationFn: ({ act, leads, agent, words }: ActAsked) =>
      actOnLeads({ body: { act, agent, words, leads: leads.map(({ id, recordStatus }) => ({ id, from: recordStatus })) } }),
    onSuccess: ({ acts }, { act, leads }) => {
      done();
      const refused = acts.filter(({ outcome }) => outcome === 'refused');
      const asked = acts.some(({ outcome }) => outcome === 'requested');
      const did = acts.length - refused.length;
      const what = asked ? t('leads.asked') : t(`leads.didAct.${act}`);
      const undoable = acts.flatMap(({ id, undo: number }) =>
        number !== null && (act === 'archive' || act === 'delete' || act === 'convert') ? [{ id, number }] : [],
      );
      const id = `act-${act}-${leads[0]?.id ?? ''}`;
      notifications.hide(id);
      if (did > 0)
        notifications.show({
          id,
          autoClose: 10_000,
          withBorder: true,
          message: (
            <span className={classes.toast}>
              {leads.length > 1 ? t('leads.acted', { count: did, what }) : what}
              {undoable.length > 0 && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  onClick={() => {
                    notifications.hide(id);
                    undo.mutate(undoable);
                  }}
                >
                  {t('leads.undo')}
                </Button>
              )}
            </span>
          ),
        });
      if (refused.length > 0)
        notifications.show({
          color: 'red',
          autoClose: false,
          title: t('leads.refused', { count: refused.length, act: actWord(act) }),
          message: <Refused refused={refused} leads={leads} />,
        });
    },
    onError: showLeadTrouble,
    onSettled: () => leadsChanged(queries),
  });
}
