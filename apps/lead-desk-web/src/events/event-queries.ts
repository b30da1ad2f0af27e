import { type InfiniteData, infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type EventListView, listEvents, listEventTypes, readTally } from '../generated';
import { pageSize } from '../lists/page-size';
import type { EventFilter } from './events-address';

export type EventPages = InfiniteData<EventListView>;

export const eventsQuery = (filter: EventFilter) =>
  infiniteQueryOptions({
    queryKey: ['events', 'list', filter],
    queryFn: ({ pageParam, signal }): Promise<EventListView> =>
      listEvents({ query: { ...filter, before: pageParam, limit: pageSize(pageParam) }, signal }),
    initialPageParam: undefined as string | undefined, // widened: the first page has no cursor
    getNextPageParam: (page: EventListView) => page.next ?? undefined,
    // The live stream keeps it fresh; reading it anew would move what is under the cursor.
    staleTime: Infinity,
    refetchOnMount: (query) => query.state.status !== 'success',
  });

export const tallyQuery = queryOptions({
  queryKey: ['events', 'tally'],
  queryFn: ({ signal }) => readTally({ signal }),
  refetchInterval: 10_000,
  placeholderData: keepPreviousData,
});

export const eventTypesQuery = queryOptions({
  queryKey: ['events', 'types'],
  queryFn: ({ signal }) => listEventTypes({ signal }),
  staleTime: Infinity,
});

/** The newest events, to find one by its id. */
export const newestEventsQuery = queryOptions({
  queryKey: ['events', 'newest'],
  queryFn: ({ signal }) => listEvents({ query: { limit: 500 }, signal }),
  staleTime: 10_000,
});
