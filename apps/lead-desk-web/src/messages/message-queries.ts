import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listMessages, type MessagesView } from '../generated';
import { pageSize } from '../lists/page-size';

export const messagesQuery = (unread: 'true' | undefined) =>
  infiniteQueryOptions({
    queryKey: ['messages', 'list', unread ?? 'all'],
    queryFn: ({ pageParam, signal }): Promise<MessagesView> =>
      listMessages({ query: { unread, before: pageParam, limit: pageSize(pageParam) }, signal }),
    initialPageParam: undefined as string | undefined, // widened: the first page has no cursor
    getNextPageParam: (page: MessagesView) => page.next ?? undefined,
  });

/** How many are unread; told by a stream as it changes. */
export const unreadQuery = queryOptions({
  queryKey: ['messages', 'unread'],
  queryFn: async ({ signal }): Promise<number> => (await listMessages({ query: { limit: 1 }, signal })).unread,
  staleTime: 60_000,
});
