import { queryOptions } from '@tanstack/react-query';
import { readTeam } from '../generated';

export const teamQuery = queryOptions({
  queryKey: ['team'],
  queryFn: ({ signal }) => readTeam({ signal }),
  // An invitation's mail goes out within seconds.
  refetchInterval: 10_000,
});
