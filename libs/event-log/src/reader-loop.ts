import { setTimeout as pause } from 'node:timers/promises';
import type { LogIncident, RecordBatch } from './event-log';

/** Hands a batch over until the handler takes it, with a growing pause between; ends early only when stopped. */
export async function handOver(
  batch: RecordBatch,
  o: { handle(batch: RecordBatch): Promise<void>; onIncident(incident: LogIncident): void; signal: AbortSignal },
): Promise<boolean> {
  for (let failures = 0; !o.signal.aborted; failures += 1) {
    try {
      await o.handle(batch);
      return true;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      o.onIncident({
        what: 'handlerFailed',
        message: `A batch of ${batch.topic} was not taken and is handed over again: ${message}`,
        fatal: false,
      });
      await rest(Math.min(5_000, 50 * 2 ** failures), o.signal);
    }
  }
  return false;
}

/** A pause that a stop cuts short. */
export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  // A stop cuts the pause short, which is no failure.
  await pause(ms, undefined, { signal }).catch(() => undefined);
}
