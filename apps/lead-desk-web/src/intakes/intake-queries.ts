import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type IntakesView, listIntakes, readIntake } from '../generated';
import { pageSize } from '../lists/page-size';
import type { IntakesFilter } from './intakes-address';

export const intakesQuery = (filter: IntakesFilter) =>
  infiniteQueryOptions({
    queryKey: ['intakes', 'list', filter],
    queryFn: ({ pageParam, signal }): Promise<IntakesView> =>
      listIntakes({ query: { ...filter, after: pageParam, limit: pageSize(pageParam) }, signal }),
    initialPageParam: undefined as string | undefined, // widened: the first page has no cursor
    getNextPageParam: (page: IntakesView) => page.next ?? undefined,
    staleTime: 10_000,
    // Colleagues decide too, and people register at any time.
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });

export const intakeQuery = (target: string, id: string) =>
  queryOptions({
    queryKey: ['intakes', 'one', target, id],
    queryFn: ({ signal }) => readIntake({ path: { target, id }, signal }),
    staleTime: 5_000,
  });
