import {
  compare,
  type DaySize,
  dayOf,
  freshNames,
  heldBy,
  type Operator,
  playDay,
  type PlayOptions,
  type Role,
  setStage,
  settle,
  speakersAt,
  type Tally,
  twinJournals,
  unbalanced,
} from '../../apps/twin/src/index';

export interface DayToPlay extends Omit<PlayOptions, 'speakers' | 'heldBy'> {
  readonly operator: Operator;
  readonly seed: string;
  readonly size: DaySize;
  readonly faults: 'day' | 'none';
  readonly speakAt: string | Record<Role, string>;
  /** When the last request was answered, before anything is counted. */
  onPlayed?(): Promise<void>;
  readonly settleWithinMs: number;
}

/** Plays a day of an agency of its own, and expects that all of it arrives, once and in order. */
export async function expectDayToArrive(o: DayToPlay): Promise<{ tally: Tally; arrived: number }> {
  const names = freshNames();
  const day = dayOf(o.seed, new Date(Date.now() - 48 * 3_600_000), names, o.size);
  const set = await setStage(o.operator, names, o.faults);
  try {
    const played = await playDay(day, { ...o, speakers: () => speakersAt(o.speakAt, set), heldBy: heldBy(set) });
    await o.onPlayed?.();
    const { tally, settled } = await settle(o.operator, names.agency, played, o.settleWithinMs, () => undefined);
    expect({ settled, unbalanced: unbalanced(tally) }).toEqual({ settled: true, unbalanced: [] });
    const { findings, arrived } = compare(played, twinJournals(day, set));
    expect(findings.slice(0, 5)).toEqual([]);
    return { tally, arrived };
  } finally {
    await Promise.all([set.twins.website.close(), set.twins.backOffice.close()]);
  }
}
