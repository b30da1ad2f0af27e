import { setTimeout as pause } from 'node:timers/promises';
import { typeOf } from './appending';

const passing: readonly (string | undefined)[] = ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_FOR_PARTITION'];

/** Waits until the brokers know what the controller has just made: a new or busy one hears of it a moment later. */
export async function untilKnown(look: () => Promise<unknown>, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  for (;;) {
    try {
      await look();
      return;
    } catch (error) {
      if (!passing.includes(typeOf(error)) || performance.now() >= end) throw error;
    }
    await pause(50);
  }
}
