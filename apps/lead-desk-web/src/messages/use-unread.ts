import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { unreadQuery } from './message-queries';
import { followUnread } from './unread-stream';

/** How many messages the member has not read yet. */
export const useUnread = (): number => useQuery(unreadQuery).data ?? 0;

/** Keeps that number as it is, and the list with it, while the desk is open. */
export function useLiveUnread(): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      followUnread((unread) => {
        if (queries.getQueryData(unreadQuery.queryKey) === unread) return;
        queries.setQueryData(unreadQuery.queryKey, unread);
        void queries.invalidateQueries({ queryKey: ['messages', 'list'] });
      }),
    [queries],
  );
}
