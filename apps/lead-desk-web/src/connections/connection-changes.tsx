import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { troubleWords } from '../frame/trouble-words';
import {
  type ConnectionView,
  type PackVersionView,
  pauseConnection,
  promoteConnection,
  resumeConnection,
  rollBackConnection,
  signInAtVendor,
  testConnection,
} from '../generated';
import { t } from '../words/words';
import { connectionQuery, testKey } from './connection-queries';

export function showTrouble(error: unknown): void {
  const { happened, then } = troubleWords(error);
  notifications.show({ color: 'red', title: happened, message: then });
}

/** Puts what the lead desk answered in place, and has the lists asked anew. */
export function useChanged(): (connection: ConnectionView) => void {
  const queries = useQueryClient();
  return (connection) => {
    queries.setQueryData(connectionQuery(connection.id).queryKey, connection);
    void queries.invalidateQueries({ queryKey: ['connections', 'list'] });
    void queries.invalidateQueries({ queryKey: ['connections', 'capabilities'] });
  };
}

/** Asks the vendor something harmless; what it says stays on the screen. */
export function useTest(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => testConnection({ path: { id } }),
    onSuccess: (said) => {
      queries.setQueryData(testKey(id), said);
      void queries.invalidateQueries({ queryKey: connectionQuery(id).queryKey });
    },
    onError: showTrouble,
  });
}

/** Leads to the vendor's own page, which leads back. */
export function useSignIn(id: string) {
  return useMutation({
    mutationFn: () => signInAtVendor({ path: { id } }),
    onSuccess: ({ address }) => location.assign(address),
    onError: showTrouble,
  });
}

type Act = { readonly do: 'pause' | 'resume' | 'rollBack' } | { readonly do: 'promote'; readonly to: PackVersionView };

export function useAct({ id }: ConnectionView) {
  const changed = useChanged();
  return useMutation({
    mutationFn: (act: Act): Promise<ConnectionView> => acts(id, act),
    onSuccess: (connection, act) => {
      changed(connection);
      notifications.show({ message: wordsOf(act, connection), withBorder: true });
    },
    onError: showTrouble,
  });
}

function acts(id: string, act: Act): Promise<ConnectionView> {
  switch (act.do) {
    case 'pause':
      return pauseConnection({ path: { id } });
    case 'resume':
      return resumeConnection({ path: { id } });
    case 'rollBack':
      return rollBackConnection({ path: { id } });
    case 'promote':
      return promoteConnection({ path: { id }, body: { pack: act.to.pack, version: act.to.version } });
  }
}

function wordsOf(act: Act, { name, version }: ConnectionView): string {
  if (act.do === 'pause') return t('connections.paused', { name });
  return act.do === 'resume' ? t('connections.resumed', { name }) : t('connections.promoted', { name, version });
}
