import { setTimeout as pause } from 'node:timers/promises';
import type { Run } from '../ground/run';
import type { LoadedAgency } from '../load/numbered-load';
import type { Fault } from './fault';
import { besideNeighbour, neighbourRate } from './under-load';

/** For 6 s; needs three agencies, the last of which is the neighbour. */
export async function oneAwayAnotherSlow(run: Run, [first, second]: readonly LoadedAgency[]): Promise<void> {
  run.plan('backOffice', { windows: [{ fromMs: 0, forMs: Number.MAX_SAFE_INTEGER, how: 'away' }] }, first);
  run.plan('backOffice', { seed: run.ground.seed, slow: 1, slowMs: [2_000, 2_000], kindFromAttempt: 99 }, second);
  const agencies = [first, second].flatMap((agency) => agency ?? []);
  run.beginLoad({ agencies, persons: 24, each: 15, rate: 60, customersOnly: true });
  await pause(6_000);
  run.plan('backOffice', {}, first);
  run.plan('backOffice', {}, second);
}

/** Troubles of one agency, of which another one must not feel more than a tenth. */
export const neighbourFaults: readonly Fault[] = [
  {
    name: 'one-target-away-another-slow',
    what: 'the back office of one agency is away and that of another takes two seconds for each event: a third one feels nothing',
    run: (ground) => besideNeighbour(ground, oneAwayAnotherSlow, { agencies: 3 }),
  },
  {
    name: 'hot-person',
    what: 'one person has as many events as two hundred others',
    run: (ground) =>
      besideNeighbour(ground, async (run, agencies) => run.beginLoad({ agencies, prefix: 'H', persons: 1, each: 600, rate: 150 })),
  },
  {
    name: 'flooding-agency',
    what: 'one agency sends twenty times what the other does',
    run: (ground) =>
      besideNeighbour(ground, async (run, agencies) => {
        const each = Math.ceil(20 * ground.scale);
        run.beginLoad({ agencies, prefix: 'F', persons: 150, each, rate: 20 * neighbourRate, customersOnly: true });
      }),
  },
];
