import { toneOf, outcomeOf } from '../events/outcomes';
import type { JourneyView } from '../generated';
import type { Tone } from '../theme/theme';
import { span } from '../words/agency-words';
import { t } from '../words/words';

/** A place the event came by. */
export interface Stop {
  key: string;
  title: string;
  /** What happened there, in a word. */
  what: string;
  tone: Tone;
  at: string | null;
  /** How long after the stop before. */
  after?: string;
  /** Whether the event is through here. */
  passed: boolean;
  /** Where on the page the attempts at this place stand. */
  anchor?: string;
}

export interface Lane {
  before: Stop[];
  targets: Stop[];
}

/** From who sent it, by the log and the inbox, to every target. */
export function laneOf(journey: JourneyView): Lane {
  const at = (place: 'received' | 'log' | 'inbox') => journey.hops.find((hop) => hop.place === place)?.at ?? null;
  const [received, log, inbox] = [at('received'), at('log'), at('inbox')];
  const before: Stop[] = [
    { key: 'origin', title: journey.participantName, what: t('journey.sent'), tone: 'good', at: journey.time, passed: true },
    passedStop('received', received, journey.time),
    passedStop('log', log, received),
    passedStop('inbox', inbox, log),
  ];
  const targets = journey.targets.map((target): Stop => ({
    key: target.target,
    title: target.name,
    what: t(`state.${target.state}`),
    tone: toneOf(outcomeOf(target.state)),
    at: target.endedAt,
    // A target inside the bridge reads the log by itself, at times before the others are routed.
    after: between(inbox !== null && target.endedAt !== null && target.endedAt < inbox ? log : inbox, target.endedAt),
    passed: target.endedAt !== null,
    anchor: anchorOf(target.target),
  }));
  return { before, targets };
}

export const anchorOf = (target: string): string => `at-${encodeURIComponent(target)}`;

function passedStop(place: 'received' | 'log' | 'inbox', at: string | null, before: string | null): Stop {
  return {
    key: place,
    title: t(`journey.place.${place}`),
    what: t(`journey.did.${place}`),
    tone: at === null ? 'move' : 'good',
    at,
    after: between(before, at),
    passed: at !== null,
  };
}

/** Clocks of two machines may differ: what seems to come before its cause came at once. */
function between(before: string | null, at: string | null): string | undefined {
  if (before === null || at === null) return undefined;
  return span(Math.max(0, Date.parse(at) - Date.parse(before)));
}
