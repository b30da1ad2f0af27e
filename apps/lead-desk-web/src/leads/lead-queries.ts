import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import {
  type HistoryView,
  type LeadRequestsView,
  type LeadsView,
  listLeadRequests,
  listLeads,
  listLeadViews,
  readLead,
  readLeadChoices,
  readLeadHistory,
} from '../generated';
import { pageSize } from '../lists/page-size';
import type { RequestsAddress } from './requests/requests-address';
import { type LeadsFilter, leadsQueryOf } from './leads-address';

export const leadsQuery = (filter: LeadsFilter) =>
  infiniteQueryOptions({
    queryKey: ['leads', 'list', filter],
    queryFn: ({ pageParam, signal }): Promise<LeadsView> =>
      listLeads({ query: { ...leadsQueryOf(filter), after: pageParam, limit: pageSize(pageParam) }, signal }),
    initialPageParam: undefined as string | undefined, // widened: the first page has no cursor
    getNextPageParam: (page: LeadsView) => page.next ?? undefined,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

/** A few leads for what somebody types. */
export const foundLeadsQuery = (search: string, limit: number) =>
  queryOptions({
    queryKey: ['leads', 'found', search, limit],
    queryFn: async ({ signal }) => (await listLeads({ query: { search, limit }, signal })).leads,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

export const leadRequestsQuery = (filter: RequestsAddress) =>
  infiniteQueryOptions({
    queryKey: ['leads', 'requests', filter],
    queryFn: ({ pageParam, signal }): Promise<LeadRequestsView> =>
      listLeadRequests({ query: { ...filter, before: pageParam, limit: pageSize(pageParam) }, signal }),
    initialPageParam: undefined as string | undefined, // widened: the first page has no cursor
    getNextPageParam: (page: LeadRequestsView) => page.next ?? undefined,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });

export const leadQuery = (id: string) =>
  queryOptions({ queryKey: ['leads', 'lead', id], queryFn: ({ signal }) => readLead({ path: { id }, signal }), staleTime: 5_000 });

export const leadHistoryQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['leads', 'history', id],
    queryFn: ({ pageParam, signal }): Promise<HistoryView> =>
      readLeadHistory({ path: { id }, query: { before: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined, // widened: the first page has no cursor
    getNextPageParam: (page: HistoryView) => page.next ?? undefined,
    staleTime: 5_000,
  });

export const leadChoicesQuery = queryOptions({
  queryKey: ['leads', 'choices'],
  queryFn: ({ signal }) => readLeadChoices({ signal }),
  staleTime: 5 * 60_000,
});

export const leadViewsQuery = queryOptions({
  queryKey: ['leads', 'views'],
  queryFn: ({ signal }) => listLeadViews({ signal }),
  staleTime: 60_000,
});

/** After something was done with leads: lists, records and histories are asked for anew. */
export function leadsChanged(queries: QueryClient): void {
  for (const what of ['list', 'newest', 'lead', 'history', 'requests']) void queries.invalidateQueries({ queryKey: ['leads', what] });
  // Whose record says where their leads stand, and that they are a client.
  void queries.invalidateQueries({ queryKey: ['people'] });
}
