import { ExchangeRefused } from '../errors';
import type { IntakeStanding, IntakeVerb } from './intake-views';

/** A decision as it was asked for, with the person it names found. */
export interface Asked {
  readonly verb: IntakeVerb;
  readonly why: string | null;
  /** With whom it merges, or from whom it separates. */
  readonly other: string | null;
  /** The version that the decider saw; without it, whatever stands now. */
  readonly seen?: number;
}

const words: Readonly<Record<IntakeStanding['state'], string>> = {
  waiting: 'waits again',
  admitted: 'was let in',
  rejected: 'was rejected',
  spam: 'was marked as spam',
};

/** Said twice is said once. */
export function isSaidAlready({ verb, other }: Asked, now: IntakeStanding): boolean {
  switch (verb) {
    case 'approve':
      return now.state === 'admitted' && now.mergedWith === null;
    case 'merge':
      return now.state === 'admitted' && now.mergedWith === other;
    case 'reject':
      return now.state === 'rejected';
    case 'spam':
      return now.state === 'spam';
    case 'undo':
      // It waits although somebody decided before: only an undo does that.
      return now.state === 'waiting' && now.version > 0;
    case 'separate':
      return false;
  }
}

/**
 * Whoever waits may be let in, merged or kept out; whoever was kept out may be let in after all, for what they do from then on;
 * a merge may be undone.
 * @throws ExchangeRefused `conflict` with what stands, so that the second of two deciders hears what happened
 */
export function demandMayDecide(asked: Asked, now: IntakeStanding): void {
  const { verb, seen } = asked;
  if (seen !== undefined && seen !== now.version) throw overtaken(now);
  if (verb === 'separate') return;
  if (verb === 'undo' ? now.mergedWith === null : now.state === 'admitted') throw overtaken(now);
}

function overtaken(now: IntakeStanding): ExchangeRefused {
  const by = now.by ? ` by ${now.by}` : '';
  return new ExchangeRefused('conflict', `This person ${words[now.state]}${by}; nothing was changed`, { standing: now });
}
