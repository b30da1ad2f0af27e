import { queryOptions } from '@tanstack/react-query';
import { listPonds } from '../generated';

export const pondsQuery = queryOptions({
  queryKey: ['distribution', 'ponds'],
  queryFn: async ({ signal }) => (await listPonds({ signal })).ponds,
  staleTime: 10_000,
});
