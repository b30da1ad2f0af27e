import { setTimeout as pause } from 'node:timers/promises';
import type { FaultPlan } from '../../../apps/twin/src/index';
import type { Fault } from './fault';
import { type UnderLoadOptions, underLoad } from './under-load';

// Of whom the introduction parks, the branch never hears, and has nothing to say.
const parks: UnderLoadOptions = { mayPark: () => true, load: { insistMs: 10_000 } };

/** A back office that misbehaves from the first call on, while the website's side stays well. */
function target(name: string, what: string, plan: Partial<FaultPlan>, o: UnderLoadOptions = {}): Fault {
  return {
    name,
    what,
    run: (ground) =>
      underLoad(
        ground,
        async (run) => {
          run.plan('backOffice', { seed: ground.seed, kindFromAttempt: 3, ...plan });
        },
        { ...o, after: 1 },
      ),
  };
}

export const targetFaults: readonly Fault[] = [
  target('target-slow', 'every answer takes 100 to 400 ms', { slow: 1, slowMs: [100, 400], kindFromAttempt: 99 }),
  target('target-hangs', 'one call in a hundred gets no answer, half of them after it was applied', { hang: 0.01 }),
  target('target-fails', 'one call in five is answered 500', { error500: 0.2 }),
  target('target-unavailable', 'one call in five is answered 503 with Retry-After', { unavailable503: 0.2 }),
  target('target-too-many', 'one call in ten is answered 429 with Retry-After', { tooMany429: 0.1 }),
  target('target-loses-answers', 'one connection in ten breaks, half of them after the event was applied', { drop: 0.1 }),
  target(
    'target-refuses',
    'one call in twenty is refused with 422: it parks, and nobody else waits',
    { refused422: 0.05, kindFromAttempt: 99 },
    parks,
  ),
  target(
    'target-redirects',
    'one call in twenty is answered 302 to another host: nobody follows, it parks',
    { redirected302: 0.05, kindFromAttempt: 99 },
    parks,
  ),
  {
    name: 'targets-away',
    what: 'all targets are away for 10 s and come back at once',
    run: (ground) =>
      underLoad(ground, async (run) => {
        const away = { windows: [{ fromMs: 0, forMs: Number.MAX_SAFE_INTEGER, how: 'away' as const }] };
        run.plan('website', away);
        run.plan('backOffice', away);
        await pause(10_000 * ground.scale);
        run.plan('website', {});
        run.plan('backOffice', {});
      }),
  },
];
