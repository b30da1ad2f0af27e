import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { readTimeline, type TimelineView } from '../../generated';
import type { PersonAddress } from './person-address';

export const timelineQuery = (id: string, kind: PersonAddress['kind']) =>
  infiniteQueryOptions({
    queryKey: ['people', 'timeline', id, kind],
    queryFn: ({ pageParam, signal }): Promise<TimelineView> =>
      readTimeline({ path: { id }, query: { kind, before: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined, // widened: the first page has no cursor
    getNextPageParam: (page: TimelineView) => page.next ?? undefined,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });
