import type { Finding } from '../compare/findings';
import type { PlayJournal } from '../play/sent';
import type { Operator, Tally, TargetTally } from './operator';

/** What is neither final nor parked at a target. */
export function openAt(target: TargetTally): number {
  return target.inFlight + target.held.approval + target.held.parent + target.held.behind + target.held.replay;
}

/** Waits until everything that was accepted is counted and nothing is in flight or held; gives the last tally either way. */
export async function settle(
  operator: Operator,
  agency: string,
  played: PlayJournal,
  withinMs: number,
  onProgress: (open: number, tally: Tally) => void,
): Promise<{ tally: Tally; settled: boolean }> {
  const wanted = acceptedKeys(played);
  const until = Date.now() + withinMs;
  let quiet = 0;
  for (;;) {
    const tally = await operator.tally(agency);
    const open = tally.targets.reduce((sum, target) => sum + openAt(target), 0);
    onProgress(open, tally);
    quiet = open === 0 && tally.accepted >= wanted ? quiet + 1 : 0;
    // Twice, because an event may be between the log and the inbox when the first answer is given.
    if (quiet >= 2) return { tally, settled: true };
    if (Date.now() > until) return { tally, settled: false };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function acceptedKeys(played: PlayJournal): number {
  const keys = played.sent
    .filter(({ outcome }) => outcome === 'accepted')
    .map(({ participant, source, id }) => `${participant} ${source} ${id}`);
  return new Set(keys).size;
}

/** Per target: routed = in flight + held + parked + delivered + ignored + skipped + erased (I4). */
export function unbalanced(tally: Tally): Finding[] {
  return tally.targets.flatMap((target): Finding[] => {
    const sum = openAt(target) + target.parked + target.delivered + target.ignored + target.skipped + target.erased;
    if (sum === target.routed) return [];
    return [
      {
        fault: 'unbalanced',
        at: target.target,
        event: null,
        sentence: `${target.target}: ${target.routed} were routed, and its states add up to ${sum}`,
      },
    ];
  });
}

/** Another body under an id that came before must park: it may not pass, and may not vanish. */
export function unparked(played: PlayJournal, states: ReadonlyMap<string, readonly { state: string }[]>): Finding[] {
  const again = played.requests.filter(({ peculiarity }) => peculiarity === 'sameIdOtherBody').flatMap(({ events }) => events);
  return again.flatMap(({ source, id, type }): Finding[] => {
    const key = [...states.keys()].find((one) => one.endsWith(` ${source} ${id}`));
    if (key !== undefined && states.get(key)?.some(({ state }) => state === 'parked')) return [];
    return [
      {
        fault: 'unparked',
        at: 'bridge',
        event: { source, id, type },
        sentence: `${type} ${id} came again with another body, and is parked nowhere`,
      },
    ];
  });
}
