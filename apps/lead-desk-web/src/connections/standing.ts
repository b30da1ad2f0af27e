import type { ConnectionView } from '../generated';
import type { Tone } from '../theme/theme';

type Standing = ConnectionView['state'] | 'failing';

/** How it stands, the worst first: one that is ready may be failing all the same. */
export function standingOf({ state, breaker, deliveries }: ConnectionView): Standing {
  return state === 'ready' && (breaker === 'open' || deliveries.failingSince !== null) ? 'failing' : state;
}

export const toneOfStanding: Readonly<Record<Standing, Tone>> = {
  ready: 'good',
  failing: 'bad',
  paused: 'quiet',
  credentialsRefused: 'bad',
  needsAuthorisation: 'bad',
  tokenServiceAway: 'wait',
  unusable: 'bad',
};

export const toneOfHearing: Readonly<Record<ConnectionView['hooks']['hearing'], Tone>> = {
  none: 'quiet',
  notYet: 'quiet',
  heard: 'good',
  silent: 'bad',
};
