import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { showTrouble } from '../connections/connection-changes';
import { type MessagesView, type MessageView, readAllMessages, readMessage, unreadMessage } from '../generated';
import { unreadQuery } from './message-queries';

type Pages = InfiniteData<MessagesView, string | undefined>;

/** Marks messages at once, and puts them back where the lead desk refuses. */
export function useMark() {
  const queries = useQueryClient();
  const put = (change: (message: MessageView) => MessageView) =>
    queries.setQueriesData(
      { queryKey: ['messages', 'list'] },
      (list: Pages | undefined) => list && { ...list, pages: list.pages.map((page) => ({ ...page, messages: page.messages.map(change) })) },
    );
  const heard = ({ unread }: { unread: number }) => queries.setQueryData(unreadQuery.queryKey, unread);
  const failed = (error: unknown) => {
    showTrouble(error);
    void queries.invalidateQueries({ queryKey: ['messages'] });
  };
  const one = useMutation({
    // Whoever opens a message and goes on at once has read it all the same.
    mutationFn: ({ id, read }: { id: string; read: boolean }) => (read ? readMessage : unreadMessage)({ path: { id }, keepalive: true }),
    onMutate: ({ id, read }) => {
      put((message) => (message.id === id ? { ...message, readAt: read ? (message.readAt ?? new Date().toISOString()) : null } : message));
    },
    onSuccess: heard,
    onError: failed,
  });
  const all = useMutation({
    mutationFn: () => readAllMessages(),
    onMutate: () => {
      put((message) => ({ ...message, readAt: message.readAt ?? new Date().toISOString() }));
    },
    onSuccess: heard,
    onError: failed,
  });
  return { one, all };
}
