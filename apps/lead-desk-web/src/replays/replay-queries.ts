import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { listReplays, previewReplay, readReplay, type ReplayPreviewView } from '../generated';

const movingMs = 1_000;
const calmMs = 10_000;

export const replaysQuery = (target: string | undefined) =>
  queryOptions({
    queryKey: ['replays', 'list', target ?? ''],
    queryFn: ({ signal }) => listReplays({ query: { target }, signal }),
    refetchInterval: ({ state: { data } }) => (data?.runs.some(({ state }) => state === 'running') ? movingMs : calmMs),
    placeholderData: keepPreviousData,
  });

export const replayQuery = (id: string) =>
  queryOptions({
    queryKey: ['replays', 'one', id],
    queryFn: ({ signal }) => readReplay({ path: { id }, signal }),
    refetchInterval: ({ state: { data } }) => (data?.state === 'running' ? movingMs : calmMs),
  });

/** What would be sent, a few people at a time. */
export const previewQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['replays', 'preview', id],
    queryFn: ({ pageParam, signal }): Promise<ReplayPreviewView> =>
      previewReplay({ path: { id }, query: { after: pageParam, persons: pageParam === undefined ? 5 : 10 }, signal }),
    initialPageParam: undefined as string | undefined, // widened: the first page begins with the first person
    getNextPageParam: (page: ReplayPreviewView) => page.next ?? undefined,
    staleTime: 30_000,
  });
