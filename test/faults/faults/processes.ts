import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault';
import { underLoad } from './under-load';

export const processFaults: readonly Fault[] = [
  { name: 'none', what: 'nothing happens: the measure of all others', run: (ground) => underLoad(ground, async () => undefined) },
  {
    name: 'killed',
    what: 'kill -9 under load, three times',
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
];
