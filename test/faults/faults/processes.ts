import { setTimeout as pause } from 'node:timers/promises';
import { faultPoints } from '../apps/fault-points';
import type { Fault } from './fault';
import { underLoad } from './under-load';

/** Killed once at a step of an event's way, and started again as a supervisor would. */
function killedAt(point: string): Fault {
  // What comes in batches comes seldom where they are large; all else is done many times a second.
  const times = /record/.test(point) ? '2' : /lease|projection|routing|position/.test(point) ? '4' : '8';
  return {
    name: `killed-at-${point}`,
    what: `kill -9 of the process at the step "${point.replaceAll('-', ' ')}"`,
    run: (ground) =>
      underLoad(
        ground,
        async (run) => {
          const reached = await Promise.race([
            run.bridge.ended.then(() => true),
            // Much of the way may lie behind the end of the load.
            run.afterEvents(Number.POSITIVE_INFINITY).then(() => pause(5_000, false)),
          ]);
          if (!reached) throw new TypeError(`the step ${point} was not reached ${times} times, so nothing was killed`);
          await run.bridge.start({ FAULT_POINT: '' });
        },
        { entry: 'test/faults/apps/bridge-killed-at.js', environment: { FAULT_POINT: point, FAULT_TIMES: times }, after: 1 },
      ),
  };
}

export const processFaults: readonly Fault[] = [
  { name: 'none', what: 'nothing happens: the measure of all others', run: (ground) => underLoad(ground, async () => undefined) },
  ...Object.keys(faultPoints).map(killedAt),
  {
    name: 'killed-often',
    what: 'kill -9 under load, three times in a row',
    run: (ground) =>
      underLoad(ground, async ({ bridge }) => {
        for (let times = 0; times < 3; times += 1) {
          await bridge.end('SIGKILL');
          await bridge.start();
          await pause(700 * ground.scale);
        }
      }),
  },
  {
    name: 'terminated',
    what: 'SIGTERM under load: it finishes what it took, ends with 0, and starts again',
    run: (ground) =>
      underLoad(ground, async ({ bridge }) => {
        const code = await bridge.end('SIGTERM');
        if (code !== 0) throw new TypeError(`SIGTERM under load ended the bridge with ${code}: ${bridge.said.slice(-800)}`);
        await bridge.start();
      }),
  },
  {
    name: 'frozen-and-replaced',
    what: 'SIGSTOP for 45 s while another bridge takes its work: the zombie that wakes writes nothing',
    run: (ground) =>
      underLoad(
        ground,
        async (run) => {
          const other = await run.another();
          run.bridge.signal('SIGSTOP');
          run.speakTo(other);
          await pause(45_000 * ground.scale);
          run.bridge.signal('SIGCONT');
          await pause(2_000);
        },
        { load: { rate: 60, each: Math.ceil(40 * ground.scale) } },
      ),
  },
  {
    name: 'stalled',
    what: 'the event loop stands still for 3 s, three times',
    run: (ground) =>
      underLoad(ground, async ({ bridge }) => {
        for (let times = 0; times < 3; times += 1) {
          bridge.signal('SIGSTOP');
          await pause(3_000 * ground.scale);
          bridge.signal('SIGCONT');
          await pause(500);
        }
      }),
  },
  {
    name: 'lanes-taken-over',
    what: 'two bridges take the lanes from each other, each killed and started in turn',
    run: (ground) =>
      underLoad(ground, async (run) => {
        const other = await run.another();
        for (let times = 0; times < 2; times += 1) {
          await other.end('SIGKILL');
          await other.start();
          await pause(1_000);
          await run.bridge.end('SIGKILL');
          await run.bridge.start();
          await pause(1_000);
        }
      }),
  },
  {
    name: 'rebalance-storm',
    what: 'a second bridge comes and goes every second, so that readers are assigned anew all the time',
    run: (ground) =>
      underLoad(ground, async (run) => {
        const other = await run.another();
        for (let times = 0; times < 4; times += 1) {
          await other.end('SIGTERM');
          await other.start();
        }
      }),
  },
];
