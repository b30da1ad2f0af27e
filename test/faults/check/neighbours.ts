import { eventKey } from '../../../apps/twin/src/index';
import type { Facts, HeardByTwin, Span } from './facts';

/** A neighbour's event that comes later than this counts for nothing. */
const inTimeMs = 2_000;
/** What another's trouble may leave of the pace, at the least. */
const leastLeft = 0.9;

/** I5: who has no part in a trouble hears as much in time during it as before, but for a tenth. */
export function findSlowed({ sent, twins, beside }: Pick<Facts, 'sent' | 'twins' | 'beside'>): string[] {
  if (!beside) return [];
  const due = new Map(sent.map(({ participant, source, id, dueAt }) => [eventKey(participant, source, id), dueAt]));
  return beside.neighbours.flatMap((name) => {
    const heard = heardBy(
      twins.find(({ participant }) => participant === name),
      due,
    );
    const [before, during] = [paceIn(heard, beside.calm), paceIn(heard, beside.trouble)];
    if (before > 0 && during >= before * leastLeft) return [];
    const waits = heard.filter(({ dueAt }) => isIn(dueAt, beside.trouble)).map(({ dueAt, at }) => at - dueAt);
    const longest = Math.max(0, ...waits) / 1_000;
    return [
      `${name} has no part in the trouble and heard ${during.toFixed(1)} events a second in time, ${before.toFixed(1)} before it; ` +
        `of ${waits.length} that were due meanwhile one waited ${longest.toFixed(1)} s`,
    ];
  });
}

interface Heard {
  readonly dueAt: number;
  readonly at: number;
}

function heardBy(twin: HeardByTwin | undefined, due: ReadonlyMap<string, number>): Heard[] {
  return (twin?.calls ?? []).flatMap(({ effect, event, at }) => {
    const dueAt = event ? due.get(eventKey(event.origin, event.source, event.id)) : undefined;
    return effect && dueAt !== undefined ? [{ dueAt, at: Date.parse(at) }] : [];
  });
}

const isIn = (at: number, { from, to }: Span): boolean => at >= from && at < to;

/** Events heard in time, per second. */
function paceIn(heard: readonly Heard[], span: Span): number {
  const inTime = heard.filter(({ dueAt, at }) => isIn(at, span) && at - dueAt <= inTimeMs);
  return (inTime.length * 1_000) / (span.to - span.from);
}
