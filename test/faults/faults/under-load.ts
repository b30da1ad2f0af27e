import type { Checked, CheckOptions } from '../check/check';
import { type Ground, Run, type RunOptions } from '../ground/run';
import type { LoadOptions } from '../load/numbered-load';

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
