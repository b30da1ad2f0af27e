import type { Chance } from './chance';
import type { Line } from './script';

/** The same request again a little later, and now and then the same id with another body, which must not count. */
export function tellRepeats(chance: Chance, lines: readonly Line[], share: number, otherBodies: number): Line[] {
  const good = lines.filter((line) => line.peculiarity === undefined && line.expect.status === 202);
  const again = good
    .filter(() => chance.maybe(share))
    .map((line): Line => ({ ...line, atMs: line.atMs + chance.int(1, 120) * 1_000, peculiarity: 'twice' }));
  const changed = chance
    .shuffle(good.filter((line) => line.events[0]?.event.type === 'property.rated'))
    .slice(0, otherBodies)
    .map((line): Line => ({
      ...line,
      atMs: line.atMs + 1,
      peculiarity: 'sameIdOtherBody',
      events: line.events.map((planned) => ({
        ...planned,
        event: { ...planned.event, data: { ...Object(planned.event.data), comment: 'changed' } },
      })),
    }));
  return [...again, ...changed];
}
