import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { listWaiting, type WaitingDeliveriesView } from '../generated';
import { pageSize } from '../lists/page-size';
import type { WaitingFilter } from './waiting-address';

export const waitingQuery = (filter: WaitingFilter) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', 'list', filter],
    queryFn: ({ pageParam, signal }): Promise<WaitingDeliveriesView> =>
      listWaiting({ query: { ...filter, after: pageParam, limit: pageSize(pageParam) }, signal }),
    initialPageParam: undefined as string | undefined, // widened: the first page has no cursor
    getNextPageParam: (page: WaitingDeliveriesView) => page.next ?? undefined,
    staleTime: 5_000,
    // Things park and go on at any time.
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  });
