import { setTimeout as pause } from 'node:timers/promises';

/** Waits for a condition, looking often; gives up with a sentence. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Not so within ${withinMs} ms: ${condition.toString()}`);
    await pause(20);
  }
}
