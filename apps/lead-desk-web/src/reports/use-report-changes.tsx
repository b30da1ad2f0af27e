import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showTrouble } from '../connections/connection-changes';
import { type AgentChoiceView, assignLead, setReceiving } from '../generated';
import { t } from '../words/words';

interface Switched {
  readonly id: string;
  readonly name: string;
  readonly receiving: boolean;
}

/** Whether an agent receives leads; can be undone from the toast. */
export function useReceiving() {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({ id, receiving }: Switched) => setReceiving({ path: { id }, body: { receiving } }),
    onSuccess: ({ receiving }, { id, name }) => {
      const toast = notifications.show({
        withBorder: true,
        message: (
          <>
            {t(receiving ? 'report.nowReceives' : 'report.nowNot', { name })}{' '}
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                notifications.hide(toast);
                change.mutate({ id, name, receiving: !receiving });
              }}
            >
              {t('report.undo')}
            </Button>
          </>
        ),
      });
    },
    onError: showTrouble,
    onSettled: () => void queries.invalidateQueries({ queryKey: ['distribution'] }),
  });
  return change;
}

/** Gives a lead to an agent, by hand. */
export function useAssign() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ lead, agent }: { lead: { id: string; name: string | null }; agent: AgentChoiceView }) =>
      assignLead({ path: { id: lead.id }, body: { agent: agent.id } }),
    onSuccess: (_story, { lead, agent }) =>
      notifications.show({
        withBorder: true,
        message: t('report.assigned', { name: lead.name ?? t('unnamed'), agent: agent.name }),
      }),
    onError: showTrouble,
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['distribution'] });
      void queries.invalidateQueries({ queryKey: ['leads'] });
      void queries.invalidateQueries({ queryKey: ['people'] });
    },
  });
}
