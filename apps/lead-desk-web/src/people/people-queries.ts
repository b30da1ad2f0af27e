import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { listPeople, type ListPeopleData, type PeopleView, type PersonSummaryView, readPerson } from '../generated';
import { pageSize } from '../lists/page-size';
import type { PeopleFilter } from './people-address';

/** The API counts days, the address holds words. */
const recencyDays = { '7': 7, '30': 30, '90': 90 } as const;

const queryOf = ({ recency, ...filter }: PeopleFilter): NonNullable<ListPeopleData['query']> => ({
  ...filter,
  recency: recency && recencyDays[recency],
});

export const peopleQuery = (filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: ['people', 'list', filter],
    queryFn: ({ pageParam, signal }): Promise<PeopleView> =>
      listPeople({ query: { ...queryOf(filter), after: pageParam, limit: pageSize(pageParam) }, signal }),
    initialPageParam: undefined as string | undefined, // widened: the first page has no cursor
    getNextPageParam: (page: PeopleView) => page.next ?? undefined,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });

/** A few people for what somebody types. */
export const foundPeopleQuery = (search: string, limit = 8) =>
  queryOptions({
    queryKey: ['people', 'found', search, limit],
    queryFn: async ({ signal }): Promise<PersonSummaryView[]> => (await listPeople({ query: { search, limit }, signal })).people,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'person', id],
    queryFn: ({ signal }) => readPerson({ path: { id }, signal }),
    staleTime: 10_000,
  });
