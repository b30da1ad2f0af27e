import { setTimeout as pause } from 'node:timers/promises';
import { typeOf } from './why-away';

type Words = readonly (string | undefined)[];

/** A partition changes its leader, or its leader has not heard that it is one. */
const leaderless: Words = ['NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE'];
const unheardOf: Words = ['UNKNOWN_TOPIC_OR_PARTITION', ...leaderless];

/** Waits until the brokers know what the controller has just made: a new or busy one hears of it a moment later. */
export async function untilKnown(look: () => Promise<unknown>, limitMs: number): Promise<void> {
  await lookAgain(look, unheardOf, limitMs);
}

/** Asks again while a partition has no leader, which passes within moments; everything else is thrown at once. */
export function untilLed<T>(look: () => Promise<T>): Promise<T> {
  return lookAgain(look, leaderless, 5_000);
}

async function lookAgain<T>(look: () => Promise<T>, passing: Words, limitMs: number): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (!passing.includes(typeOf(error)) || performance.now() >= end) throw error;
    }
    await pause(50);
  }
}
