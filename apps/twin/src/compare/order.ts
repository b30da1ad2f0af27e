import type { SentEvent } from '../play/sent';
import type { TwinCall } from '../twin/journal';
import type { Finding } from './findings';

/** Per (participant, subject): effects must come in the order in which the events were accepted. One finding a person. */
export function findDisorder(
  sent: ReadonlyMap<string, SentEvent>,
  effects: ReadonlyMap<string, readonly TwinCall[]>,
  at: string,
): Finding[] {
  const latest = new Map<string, { event: SentEvent; call: TwinCall }>();
  const found = new Map<string, Finding>();
  for (const [key, event] of sent) {
    const [call] = effects.get(key) ?? [];
    if (!call || event.subject === null) continue;
    const person = `${event.participant} ${event.subject}`;
    const before = latest.get(person);
    if (before && call.n < before.call.n) {
      const { source, id, type } = event;
      if (!found.has(person)) {
        found.set(person, {
          fault: 'outOfOrder',
          at,
          event: { source, id, type },
          sentence:
            `${event.subject}: ${before.event.type} ${before.event.id} was sent before ${type} ${id}, ` +
            `and took effect after it at ${at} (calls ${before.call.n} and ${call.n})`,
        });
      }
      continue;
    }
    latest.set(person, { event, call });
  }
  return [...found.values()];
}
