import { queryOptions } from '@tanstack/react-query';
import { type JourneyView, readMadeRequests } from '../generated';

/** Asked anew whenever an attempt was made or a delivery came to its end. */
export const madeRequestsQuery = ({ participant, source, id, targets }: JourneyView) =>
  queryOptions({
    queryKey: ['events', 'requests', participant, source, id, targets.map(({ state, attempts }) => [state, attempts.length])],
    queryFn: ({ signal }) => readMadeRequests({ query: { participant, source, id }, signal }),
    placeholderData: (before) => before,
  });
