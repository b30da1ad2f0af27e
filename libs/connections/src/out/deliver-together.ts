import type { Answer } from '#delivery';
import { type MappingFunctions, makeTogether } from '#mapping';
import type { VendorLine } from '../vendor-line';
import type { Joined } from './deliver-event';

/**
 * Asks for several events of one person at once. The ledger has each as asked before, so that a crash or a lost answer leads to
 * looking for each of them; only where the vendor surely did nothing are they asked together again.
 * @param id names the message, as its first event's would
 */
export async function deliverTogether(
  line: VendorLine,
  joined: readonly [Joined, ...Joined[]],
  id: string,
  functions: MappingFunctions,
): Promise<readonly Answer[]> {
  const [first] = joined;
  const whole = await makeTogether(
    first.request,
    joined.map(({ made }) => made),
    first.context,
    functions,
  );
  for (const one of joined) await one.event.asksTogether(one);
  const answer = await line.ask(whole, id);
  const answers: Answer[] = [];
  let delivered: Answer | undefined;
  for (const one of joined) {
    const ended = await one.event.heardTogether(one, whole, answer);
    // All of them have this very answer.
    delivered ??= one.event.delivered(joined.length);
    answers.push(ended ? { ...ended, events: joined.length } : delivered);
  }
  return answers;
}
