import type { Checked, Promised } from '../check/check';
import type { Ground } from '../ground/run';
import { oneAwayAnotherSlow } from './neighbours';
import { besideNeighbour, type UnderLoadOptions, underLoad } from './under-load';

export interface SeededBug {
  readonly name: string;
  /** What the checker has to call broken, at least one of them. */
  readonly breaks: readonly Promised[];
  run(ground: Ground): Promise<Checked>;
}

const withBug = (name: string): Pick<UnderLoadOptions, 'entry' | 'environment' | 'settleMs'> => ({
  entry: 'test/faults/apps/bridge-with-bug.js',
  environment: { SEEDED_BUG: name },
  settleMs: 8_000,
});

/** Bugs that were put in on purpose: a checker that stays green with one of them proves nothing. */
export const seededRuns: readonly SeededBug[] = [
  seeded('acknowledgesBeforeAppend', ['I1'], { killed: true }),
  seeded('commitsBeforeTransaction', ['I1'], { killed: true }),
  seeded('skipsAnEvent', ['I1']),
  seeded('swapsTwoOfOnePerson', ['I3'], { failing: true }),
  seeded('deliversTwice', ['I2']),
  seeded('dropsAHeldOne', ['I1'], { failing: true }),
  seeded('crossesAgencies', ['I8'], { agencies: 2 }),
  seeded('returnsToTheOrigin', ['I10']),
  seeded('keepsWhatItTook', ['I6']),
  {
    name: 'sendsOneAtATime',
    breaks: ['I5'],
    run: (ground) => besideNeighbour(ground, oneAwayAnotherSlow, { agencies: 3, ...withBug('sendsOneAtATime') }),
  },
];

function seeded(
  name: string,
  breaks: readonly Promised[],
  o: { readonly killed?: boolean; readonly failing?: boolean } & UnderLoadOptions = {},
): SeededBug {
  return {
    name,
    breaks,
    run: (ground) =>
      underLoad(
        ground,
        async (run) => {
          if (o.failing) run.plan('backOffice', { seed: ground.seed, error500: 0.3, kindFromAttempt: 3 });
          if (!o.killed) return;
          for (let times = 0; times < 3; times += 1) {
            await run.bridge.end('SIGKILL');
            await run.bridge.start();
            await run.afterEvents(run.answered + 60);
          }
        },
        {
          ...o,
          load: { insistMs: 10_000 },
          ...withBug(name),
          after: 100,
        },
      ),
  };
}
