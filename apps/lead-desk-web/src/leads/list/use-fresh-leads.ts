import { type InfiniteData, useQuery, useQueryClient } from '@tanstack/react-query';
import { type LeadsView, listLeads } from '../../generated';
import { leadsQuery } from '../lead-queries';
import { type LeadsFilter, leadsQueryOf } from '../leads-address';

const counted = 1_000;

/**
 * How many leads with these filters are newer than the newest when the list was asked for. It is asked again when the desk's stream tells of a
 * newer lead, and never by the clock; nothing moves until `show` is called.
 * @param pages the list as it is shown; undefined while other filters' rows stand in
 */
export function useFreshLeads(filter: LeadsFilter, pages: InfiniteData<LeadsView> | undefined) {
  const queries = useQueryClient();
  const { key, ask } = questionOf(filter);
  const byOpened = (filter.sort ?? 'openedAt') === 'openedAt' && filter.direction !== 'asc';
  const first = pages?.pages[0];
  // Sorted otherwise, the newest may be anywhere.
  const asked = useQuery({
    queryKey: ['leads', 'newest', key],
    queryFn: async ({ signal }) => newestIn(await listLeads({ query: { ...ask, limit: 1 }, signal })),
    enabled: first !== undefined && !byOpened,
    staleTime: Infinity,
  });
  const newest = byOpened ? first && newestIn(first) : asked.data;
  const { data: count } = useQuery({
    queryKey: ['leads', 'fresh', key, newest ?? null],
    queryFn: async ({ signal }) => {
      const { total } = await listLeads({ query: { ...ask, ...(newest ? { openedFrom: after(newest) } : {}), limit: 1 }, signal });
      return Math.min(total, counted);
    },
    enabled: newest !== undefined,
    initialData: 0,
    staleTime: Infinity,
  });
  const show = async (): Promise<void> => {
    const { queryKey } = leadsQuery(filter);
    queries.setQueryData(queryKey, (was) => was && { pages: was.pages.slice(0, 1), pageParams: was.pageParams.slice(0, 1) });
    await queries.refetchQueries({ queryKey });
    await queries.invalidateQueries({ queryKey: ['leads', 'newest'] });
  };
  return { count, show };
}

/** The filters without the order, so that the newest is found by its index. */
function questionOf({ sort: _sort, direction: _direction, ...filter }: LeadsFilter) {
  return { key: filter, ask: leadsQueryOf(filter) };
}

/** Empty where there is none. */
const newestIn = ({ leads }: LeadsView): string => leads[0]?.openedAt ?? '';

const after = (time: string): string => new Date(Date.parse(time) + 1).toISOString();
