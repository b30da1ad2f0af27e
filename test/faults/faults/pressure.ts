import { setTimeout as pause } from 'node:timers/promises';
import type { Checked } from '../check/check';
import { type Ground, Run } from '../ground/run';
import type { Fault } from './fault';

/** Ten minutes at `--scale 10`. */
const pressedMs = 60_000;

export const pressureFaults: readonly Fault[] = [
  {
    name: 'slower-than-senders',
    what: 'log and database answer half a second late for 60 s, while more is pressed on the bridge than they take: senders are told to come later',
    run: (ground) =>
      pressed(ground, async (run) => {
        const wires = [ground.postgres.wire, ...(ground.kafka ? [ground.kafka.wire] : [])];
        const told = run.beginPressing(40);
        const slow = Promise.all(wires.map((wire) => wire.troubleFor('slow', pressedMs * ground.scale)));
        await pause((pressedMs * ground.scale) / 2);
        const takenByHalf = told.taken;
        await slow;
        run.endPressing();
        ground.tell(`${takenByHalf} requests taken in the first half, ${told.taken - takenByHalf} in the second`);
        if (told.taken === takenByHalf)
          throw new TypeError(`nothing was taken in the second half, ${told.later} times senders were told to come later`);
        if (told.neverWhen > 0) throw new TypeError(`${told.neverWhen} senders were told to come later and not when`);
        if (told.later === 0) throw new TypeError('no sender was told to come later, so nothing was pressed');
      }),
  },
  {
    name: 'target-slower-than-senders',
    what: 'a back office takes a second for each event for 30 s, while ten times as much is accepted for it',
    run: (ground) =>
      pressed(ground, async (run) => {
        run.plan('backOffice', { seed: ground.seed, slow: 1, slowMs: [900, 1_100], kindFromAttempt: 99 });
        const seconds = (pressedMs * ground.scale) / 2_000;
        run.beginLoad({ rate: 200, persons: 20, each: Math.ceil((200 * seconds) / 20), customersOnly: true, insistMs: 120_000 });
        await pause(seconds * 1_000);
        run.plan('backOffice', {});
      }),
  },
];

/** What is accepted under pressure lies in log and tables and comes to its end once the pressure is gone. */
async function pressed(ground: Ground, trouble: (run: Run) => Promise<void>): Promise<Checked> {
  const run = await Run.begin(ground, { agencies: 2 });
  try {
    await trouble(run);
    return await run.checked(60_000 + pressedMs * ground.scale);
  } finally {
    await run.close();
  }
}
