import { eventKey, type TwinCall } from '../../../apps/twin/src/index';
import type { Sent } from '../load/sent';
import type { Facts, Held, HeardByTwin } from './facts';
import { findUnbounded } from './holdings';
import { findSlowed } from './neighbours';

export type Promised = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10';

export interface Verdict {
  readonly promise: Promised;
  readonly broken: number;
  /** The first counter-example, in a sentence. */
  readonly first: string | null;
}

export interface Checked {
  readonly held: boolean;
  readonly accepted: number;
  /** Events that were sent more than once, because no answer for good came. */
  readonly sentAgain: number;
  readonly lost: number;
  readonly doubled: number;
  readonly reordered: number;
  /** The most that one bridge held. */
  readonly mostHeld: Held;
  readonly verdicts: readonly Verdict[];
}

export interface CheckOptions {
  /** Events that may end parked, such as what a lying target refuses; all others have to arrive. */
  readonly mayPark?: (sent: Sent) => boolean;
}

/** Holds the promises of the bridge against what is known of a run; pure, so that doctored facts must turn it red. */
export function check(facts: Facts, o: CheckOptions = {}): Checked {
  const heard = facts.twins.map((twin) => ({ twin, effects: effectsOf(twin) }));
  const lost = findLost(facts, heard, o);
  const doubled = findDoubled(facts, heard);
  const reordered = findReordered(facts, heard);
  const verdicts: Verdict[] = [
    verdict('I1', lost),
    verdict('I2', doubled),
    verdict('I3', reordered),
    verdict('I4', findUnbalanced(facts)),
    verdict('I5', findSlowed(facts)),
    verdict('I6', findUnbounded(facts)),
    verdict('I7', findUnsettled(facts)),
    verdict('I8', [...findCrossed(facts, heard), ...facts.leaks]),
    verdict('I9', findTaken(facts, heard)),
    verdict('I10', findReturned(facts, heard)),
  ];
  return {
    held: verdicts.every(({ broken }) => broken === 0),
    accepted: facts.sent.filter(({ answer }) => answer === 'ok').length,
    sentAgain: facts.sent.filter(({ sendings }) => sendings > 1).length,
    lost: lost.length,
    doubled: doubled.length,
    reordered: reordered.length,
    mostHeld: facts.held,
    verdicts,
  };
}

interface Heard {
  readonly twin: HeardByTwin;
  /** Per event, the calls that took effect. */
  readonly effects: ReadonlyMap<string, readonly TwinCall[]>;
}

const keyOf = (event: { participant: string; source: string; id: string }): string => eventKey(event.participant, event.source, event.id);
const named = (sent: Sent): string => `${sent.type} ${sent.id} (${sent.participant}, number ${sent.n} of ${sent.subject})`;

/** Another body under an id that was there has a row of its own, and parks. */
function takenKeys(inbox: Facts['inbox']): Map<string, string> {
  return new Map(inbox.filter(({ conflict }) => !conflict).map((row) => [keyOf(row), row.key]));
}

function verdict(promise: Promised, broken: readonly string[]): Verdict {
  return { promise, broken: broken.length, first: broken[0] ?? null };
}

function effectsOf({ calls }: HeardByTwin): Map<string, TwinCall[]> {
  const effects = new Map<string, TwinCall[]>();
  for (const call of calls) {
    if (!call.effect || !call.event) continue;
    const key = eventKey(call.event.origin, call.event.source, call.event.id);
    effects.set(key, [...(effects.get(key) ?? []), call]);
  }
  return effects;
}

/** The twins that have to hear an event: those of the other side of its agency. */
function listeners(sent: Sent, heard: readonly Heard[]): Heard[] {
  return heard.filter(({ twin }) => twin.agency === sent.agency && twin.side !== sent.side);
}

/** I1: what was answered with 202 is in the log, in the inbox, at the lead desk and at every twin that has to hear it. */
function findLost({ sent, logged, inbox, deliveries }: Facts, heard: readonly Heard[], o: CheckOptions): string[] {
  const inLog = new Set(logged.map(keyOf));
  const taken = takenKeys(inbox);
  const states = new Map(deliveries.map((row) => [`${row.target} ${row.key}`, row.state]));
  return sent.flatMap((event): string[] => {
    if (event.answer !== 'ok') return [];
    const key = keyOf(event);
    if (!inLog.has(key)) return [`${named(event)} was accepted and is not in the log`];
    const row = taken.get(key);
    if (row === undefined) return [`${named(event)} is in the log and was never taken from it`];
    if (!states.has(`lead-desk ${row}`)) return [`${named(event)} never reached the lead desk`];
    return listeners(event, heard).flatMap(({ twin, effects }): string[] => {
      if (effects.has(key)) return [];
      const state = states.get(`${twin.participant} ${row}`);
      // What needs a parked one waits with it, for the same person to decide.
      if ((state === 'parked' || state === 'heldParent') && o.mayPark?.(event)) return [];
      return [`${named(event)} was accepted and ${twin.participant} never got it: ${state ?? 'it was not routed there'}`];
    });
  });
}

/** I2: one event has one row, one end per target and one effect there. */
function findDoubled({ inbox, deliveries }: Facts, heard: readonly Heard[]): string[] {
  // Of an erased person rows stay, and say neither source nor id.
  const rows = repeated(inbox.filter(({ conflict, id }) => !conflict && id !== '').map(keyOf)).map(
    (key) => `${key} has more than one row in the inbox`,
  );
  const ends = repeated(deliveries.map(({ agency, target, key }) => `${agency} ${target} ${key}`)).map(
    (key) => `${key} has more than one end at its target`,
  );
  const effects = heard.flatMap(({ twin, effects: all }) =>
    [...all].flatMap(([key, calls]) =>
      calls.length > 1
        ? [`${key} took effect at ${twin.participant} ${calls.length} times: calls ${calls.map(({ n }) => n).join(', ')}`]
        : [],
    ),
  );
  return [...rows, ...ends, ...effects];
}

/** I3: at a twin, a person's events took effect in the order in which they were accepted; what stepped aside and came late does not count. */
function findReordered({ sent, inbox, deliveries }: Facts, heard: readonly Heard[]): string[] {
  const taken = takenKeys(inbox);
  const late = new Set(deliveries.filter((row) => row.late).map(({ target, key }) => `${target} ${key}`));
  return heard.flatMap(({ twin, effects }) => {
    const latest = new Map<string, { event: Sent; call: number }>();
    return sent.flatMap((event): string[] => {
      const key = keyOf(event);
      const call = effects.get(key)?.[0]?.n;
      if (call === undefined || late.has(`${twin.participant} ${taken.get(key) ?? ''}`)) return [];
      const person = `${event.participant} ${event.subject}`;
      const before = latest.get(person);
      latest.set(person, { event, call });
      if (!before || before.call < call) return [];
      return [`${named(event)} took effect at ${twin.participant} before number ${before.event.n}: calls ${call} and ${before.call}`];
    });
  });
}

/** I4 */
function findUnbalanced({ counts }: Facts): string[] {
  return counts.flatMap(({ agency, target, routed, found }) =>
    routed === found ? [] : [`${routed} events were routed to ${target} of ${agency}, and its states add up to ${found}`],
  );
}

/** I7 */
function findUnsettled({ settled, deliveries }: Facts): string[] {
  if (settled) return [];
  const open = deliveries.filter(({ state }) => !ended.has(state));
  const some = open[0] ? `, ${open.length} deliveries among them, the first ${open[0].state} at ${open[0].target}` : '';
  return [`what was accepted did not all come to an end by itself${some}`];
}

const ended = new Set(['delivered', 'ignored', 'skipped', 'erased', 'parked']);

/** I8: nobody hears of another agency. */
function findCrossed({ sent }: Facts, heard: readonly Heard[]): string[] {
  const homes = new Map(sent.map((event) => [event.participant, event.agency]));
  return heard.flatMap(({ twin }) =>
    twin.calls.flatMap(({ event, n }) => {
      const home = event ? homes.get(event.origin) : undefined;
      return home === undefined || home === twin.agency ? [] : [`${twin.participant} of ${twin.agency} heard of ${home} in call ${n}`];
    }),
  );
}

/** I9: what was refused left nothing behind. */
function findTaken({ sent, inbox, logged }: Facts, heard: readonly Heard[]): string[] {
  const known = new Set([...inbox.map(keyOf), ...logged.map(keyOf), ...heard.flatMap(({ effects }) => [...effects.keys()])]);
  return sent.flatMap((event) =>
    event.answer === 'refused' && known.has(keyOf(event)) ? [`${named(event)} was refused and is there`] : [],
  );
}

/** I10: nothing returns to who said it. */
function findReturned({ sent }: Facts, heard: readonly Heard[]): string[] {
  const said = new Set(sent.map(keyOf));
  return heard.flatMap(({ twin }) =>
    twin.calls.flatMap(({ event, n }) => {
      if (!event) return [];
      const own = event.origin === twin.participant || said.has(eventKey(twin.participant, event.source, event.id));
      return own ? [`${event.type} ${event.id} came back to ${twin.participant}, which had said it, in call ${n}`] : [];
    }),
  );
}

function repeated(keys: readonly string[]): string[] {
  const once = new Set<string>();
  return keys.filter((key) => once.has(key) || !once.add(key));
}
