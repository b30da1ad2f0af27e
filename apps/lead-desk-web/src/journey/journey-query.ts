import { queryOptions } from '@tanstack/react-query';
import { type JourneyView, readJourney } from '../generated';
import { outcomeOf } from '../events/outcomes';
import type { JourneyAddress } from './journey-address';

const movingMs = 1_500;
const waitingMs = 15_000;

/** Asked again while something can still happen: soon for what is on its way, now and then for what waits for somebody. */
export const journeyQuery = (which: JourneyAddress) =>
  queryOptions({
    queryKey: ['events', 'journey', which],
    queryFn: ({ signal }): Promise<JourneyView> => readJourney({ query: which, signal }),
    staleTime: movingMs,
    refetchInterval: ({ state }) => (state.data ? againIn(state.data) : false),
  });

function againIn({ targets }: JourneyView): number | false {
  const outcomes = targets.map((target) => outcomeOf(target.state));
  if (outcomes.includes('inFlight')) return movingMs;
  return outcomes.includes('held') || outcomes.includes('parked') ? waitingMs : false;
}
