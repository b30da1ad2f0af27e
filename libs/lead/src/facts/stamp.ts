import type { AcceptedEvent } from '#people-exchange';

/** RFC 3339 to UTC with milliseconds, so that times compare as text; undefined for what is no time. */
export function utcOf(time: unknown): string | undefined {
  if (typeof time !== 'string') return undefined;
  const at = Date.parse(time);
  return Number.isFinite(at) && at > -62_000_000_000_000 && at < 253_000_000_000_000 ? new Date(at).toISOString() : undefined;
}

/** When it happened: as the sender says, but never after we received it. */
export function happenedAt(event: Pick<AcceptedEvent, 'time' | 'receivedtime'>): string {
  const received = utcOf(event.receivedtime) ?? '1970-01-01T00:00:00.000Z';
  const said = utcOf(event.time);
  return said !== undefined && said < received ? said : received;
}

const digits = 20;

/** The sender's own version of the entity, so that 9 comes before 10; who says none comes before who says one. */
function versionOf(sequence: unknown): string {
  const said = typeof sequence === 'number' ? String(sequence) : sequence;
  if (typeof said !== 'string' || !/^\d{1,20}$/.test(said)) return ''.padStart(digits, '0');
  return said.padStart(digits, '0');
}

/** Orders what was said of one value by (version, time, id): the greater stamp is the newer word, in any order of arrival. */
export function stampOf(event: Pick<AcceptedEvent, 'time' | 'receivedtime' | 'sequence'>, entry: string): string {
  return `${versionOf(event.sequence)}|${utcOf(event.time) ?? happenedAt(event)}|${entry}`;
}
