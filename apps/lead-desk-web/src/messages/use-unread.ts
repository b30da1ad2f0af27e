import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { unreadQuery } from './message-queries';
import { followDesk } from './unread-stream';

/** How many messages the member has not read yet. */
export const useUnread = (): number => useQuery(unreadQuery).data ?? 0;

/** Keeps that number as it is, and the list with it, and has the list of leads count what is new, while the desk is open. */
export function useLiveUnread(): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      followDesk({
        unread: (count) => {
          if (queries.getQueryData(unreadQuery.queryKey) === count) return;
          queries.setQueryData(unreadQuery.queryKey, count);
          void queries.invalidateQueries({ queryKey: ['messages', 'list'] });
        },
        leads: () => void queries.invalidateQueries({ queryKey: ['leads', 'fresh'] }),
      }),
    [queries],
  );
}
