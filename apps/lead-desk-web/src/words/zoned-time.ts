/** The moment that a clock in a zone shows as `2026-11-02T09:00`, as a time of the wire; nothing where that is no time. */
export function momentOf(local: string, zone: string): string | undefined {
  const read = Date.parse(`${local}Z`);
  if (Number.isNaN(read)) return undefined;
  // Twice: the first try may lie on the other side of a change of the clocks.
  const near = read - aheadAt(read, zone);
  return new Date(read - aheadAt(near, zone)).toISOString();
}

/** By how many milliseconds clocks in a zone are ahead of UTC. */
function aheadAt(at: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(format.formatToParts(new Date(at)).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(at / 1000) * 1000;
}
