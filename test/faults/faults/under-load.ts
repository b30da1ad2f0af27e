import { setTimeout as pause } from 'node:timers/promises';
import type { Checked, CheckOptions } from '../check/check';
import { type Ground, Run, type RunOptions } from '../ground/run';
import type { LoadedAgency, LoadOptions } from '../load/numbered-load';

export interface UnderLoadOptions extends RunOptions, CheckOptions {
  readonly load?: Partial<Omit<LoadOptions, 'url'>>;
  /** How long all that was accepted may take to its end once the load is over; 60 s unless told. */
  readonly settleMs?: number;
  /** Events answered before the trouble begins. */
  readonly after?: number;
}

/** Brings trouble about in the middle of a load, and checks what became of it. */
export async function underLoad(ground: Ground, trouble: (run: Run) => Promise<void>, o: UnderLoadOptions = {}): Promise<Checked> {
  const run = await Run.begin(ground, o);
  try {
    run.beginLoad(o.load);
    await run.afterEvents(o.after ?? 200);
    await trouble(run);
    return await run.checked(o.settleMs, o);
  } finally {
    await run.close();
  }
}

/** What a neighbour sends per second, from before the trouble until after it. */
export const neighbourRate = 20;

/**
 * Brings trouble about in all agencies but the last, which speaks and hears at its own pace all the time; it must not suffer.
 * The trouble is measured for as long as the calm before it, and has to last that long: 6 s, and 3 at the least.
 */
export async function besideNeighbour(
  ground: Ground,
  trouble: (run: Run, troubled: readonly LoadedAgency[]) => Promise<void>,
  o: RunOptions & CheckOptions & { readonly settleMs?: number } = {},
): Promise<Checked> {
  const spanMs = Math.max(3_000, 6_000 * ground.scale);
  const run = await Run.begin(ground, { agencies: 2, ...o });
  try {
    const neighbour = run.speakers.at(-1);
    if (!neighbour) throw new TypeError('there is no neighbour');
    const persons = 10;
    const each = Math.ceil((neighbourRate * (2 * spanMs + 10_000)) / (1_000 * persons));
    run.beginLoad({ agencies: [neighbour], persons, each, rate: neighbourRate, customersOnly: true });
    // Its people are introduced, and what waited for the first readers is gone, before anything is measured.
    await run.afterEvents(3 * persons);
    while (neighbour.backOfficeTwin.journal.size < run.answered - persons) await pause(50);
    const calm = { from: Date.now(), to: Date.now() + spanMs };
    await pause(spanMs);
    const began = Date.now();
    const over = trouble(run, run.speakers.slice(0, -1));
    // It is waited for below; a trouble that fails at once must not end the process meanwhile.
    over.catch(() => undefined);
    await pause(spanMs);
    run.beside = { neighbours: [neighbour.backOffice.participant], calm, trouble: { from: began, to: began + spanMs } };
    await over;
    return await run.checked(o.settleMs, o);
  } finally {
    await run.close();
  }
}
