import { queryOptions } from '@tanstack/react-query';
import { type ConnectionTestView, listConnections, listPacks, readCapabilities, readConnection, readDrift } from '../generated';

const movingMs = 5_000;

/** What connections do changes by itself, so it is asked again while somebody looks. */
export const connectionsQuery = queryOptions({
  queryKey: ['connections', 'list'],
  queryFn: async ({ signal }) => (await listConnections({ signal })).connections,
  refetchInterval: movingMs,
});

export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', 'one', id],
    queryFn: ({ signal }) => readConnection({ path: { id }, signal }),
    refetchInterval: movingMs,
  });

export const driftQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', 'drift', id],
    queryFn: async ({ signal }) => (await readDrift({ path: { id }, signal })).drift,
    refetchInterval: 6 * movingMs,
  });

export const packsQuery = queryOptions({
  queryKey: ['connections', 'packs'],
  queryFn: async ({ signal }) => (await listPacks({ signal })).packs,
  staleTime: 60_000,
});

export const capabilitiesQuery = queryOptions({
  queryKey: ['connections', 'capabilities'],
  queryFn: ({ signal }) => readCapabilities({ signal }),
});

/** What the last test of this visit said; never asked for by itself. */
export const testKey = (id: string) => ['connections', 'test', id] as const;
export const lastTest = (id: string) =>
  queryOptions<ConnectionTestView | null>({ queryKey: testKey(id), queryFn: () => null, enabled: false, gcTime: 10 * 60_000 });
