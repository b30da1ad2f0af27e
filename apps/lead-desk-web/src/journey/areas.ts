import type { JourneyView } from '../generated';
import type { DrawnArea, Simplified } from '../map/AreaMap';

/** The areas of the event, with what simplifying cost where the gateway did. */
export function areasOf({ areas, event }: JourneyView): DrawnArea[] {
  return areas.map((area) => ({ ...area, simplified: simplifiedIn(at(event, area.path)) }));
}

function at(event: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((value, name) => memberOf(value, name), event);
}

const memberOf = (value: unknown, name: string): unknown =>
  // Objects and lists alike are read by member.
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

function simplifiedIn(area: unknown): Simplified | undefined {
  const stamp = memberOf(area, 'simplified');
  const [from, to, overlap] = ['from', 'to', 'overlap'].map((name) => memberOf(stamp, name));
  return typeof from === 'number' && typeof to === 'number' && typeof overlap === 'number' ? { from, to, overlap } : undefined;
}
