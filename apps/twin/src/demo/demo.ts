import { compare } from '../compare/compare';
import type { Comparison, Finding } from '../compare/findings';
import { dayOf, fullDay, type DaySize } from '../day/day';
import type { Day } from '../day/plan';
import { playDay } from '../play/player';
import type { PlayJournal } from '../play/sent';
import { eventKey } from '../twin/journal';
import { Slots } from '../play/slots';
import type { BridgeAddress } from './bridge-process';
import { Operator } from './operator';
import { outcomeRows, outcomeTable } from './outcome-table';
import type { Progress } from './progress';
import { freshNames, heldBy, setStage, speakersAt, twinJournals, type StageSet } from './stage-set';
import { settle, unbalanced, unparked } from './settle';

export interface DemoOptions {
  bridge: BridgeAddress;
  seed: string;
  faults: 'day' | 'none';
  connections: number;
  settleWithinMs: number;
  size?: DaySize;
  signal?: AbortSignal;
}

/** Plays a day through the front door of a bridge, and says whether everything arrived, once and in order. */
export async function runDemo(options: DemoOptions, progress: Progress, print: (text: string) => void, colour: boolean): Promise<boolean> {
  const operator = new Operator(options.bridge.url, options.bridge.operatorKey);
  const names = freshNames();
  const startsAt = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 48 * 3_600_000);
  const day = dayOf(options.seed, startsAt, names, options.size ?? fullDay);
  const set = await setStage(operator, names, options.faults);
  try {
    const played = await play(day, set, options, progress);
    progress.begin('Waiting until nothing is in flight or held');
    const { tally, settled } = await settle(operator, names.agency, played, options.settleWithinMs, (open, now) =>
      progress.update(`Waiting until nothing is in flight or held: ${open} open, ${now.accepted} counted`),
    );
    const findings = [...unbalanced(tally)];
    if (settled) progress.done('Nothing is in flight or held');
    else {
      progress.failed('Something is still in flight or held');
      findings.push({
        fault: 'unsettled',
        at: names.agency,
        event: null,
        sentence: `not settled after ${options.settleWithinMs / 1_000} s: ${JSON.stringify(tally)}`,
      });
    }
    progress.begin('Asking for the journey of every event');
    const states = await statesOf(operator, played, (done, of) =>
      progress.update(`Asking for the journey of every event: ${done} of ${of}`),
    );
    progress.done(`Asked for ${states.size} journeys`);
    findings.push(...unparked(played, states));
    print(
      `\n${outcomeTable(outcomeRows(played, states), colour)}\nDelivered, ignored, held, parked and other are counted per target: the twin of the other side and the lead desk.\n`,
    );
    const comparison = compare(played, twinJournals(day, set));
    report(day, set, played, { ...comparison, findings: [...findings, ...comparison.findings] }, print);
    return findings.length === 0 && comparison.ok;
  } finally {
    await Promise.all([set.twins.website.close(), set.twins.backOffice.close()]);
  }
}

async function play(day: Day, set: StageSet, options: DemoOptions, progress: Progress): Promise<PlayJournal> {
  const of = day.requests.length;
  progress.begin(`Playing a day: ${day.people} people, ${of} requests`);
  const played = await playDay(day, {
    speakers: () => speakersAt({ website: options.bridge.url, backOffice: options.bridge.backOfficeUrl ?? options.bridge.url }, set),
    connections: options.connections,
    heldBy: heldBy(set),
    onProgress: (done) => progress.update(`Playing a day: ${done} of ${of} requests`),
    signal: options.signal,
  });
  progress.done(
    `Played a day: ${day.people} people, ${of} requests, ${played.sent.length} events in ${(played.tookMs / 1_000).toFixed(1)} s`,
  );
  return played;
}

async function statesOf(
  operator: Operator,
  played: PlayJournal,
  onProgress: (done: number, of: number) => void,
): Promise<Map<string, { target: string; state: string }[]>> {
  const accepted = new Map(
    played.sent
      .filter(({ outcome }) => outcome === 'accepted')
      .map((event) => [eventKey(event.participant, event.source, event.id), event]),
  );
  const states = new Map<string, { target: string; state: string }[]>();
  const slots = new Slots(8);
  await Promise.all(
    [...accepted].map(([key, event]) =>
      slots.with(async () => {
        states.set(key, await operator.statesOf(event.participant, event.source, event.id));
        onProgress(states.size, accepted.size);
      }),
    ),
  );
  return states;
}

function report(day: Day, set: StageSet, played: PlayJournal, comparison: Comparison, print: (text: string) => void): void {
  const calls = [set.twins.website, set.twins.backOffice].flatMap((twin) => [...twin.journal.all()]);
  const faults = calls.filter(({ fault }) => fault !== null).length;
  const again = played.requests.filter(({ answers }) => answers.length > 1).length;
  print(
    `The twins got ${calls.length} calls, misbehaved in ${faults}, and were called again ${comparison.repeatedCalls} times; ${again} requests were sent again.`,
  );
  const bad = played.requests.filter(({ peculiarity }) => peculiarity === 'bad').length;
  const twice = played.requests.filter(({ peculiarity }) => peculiarity === 'twice').length;
  print(`${bad} bad requests, ${twice} sent twice, ${played.impatient.length} that could not wait for the other side.`);
  if (comparison.findings.length === 0) {
    print(
      `${comparison.arrived} events arrived, each once, in order for each of ${day.people} people; every bad one was refused. All is well.`,
    );
    return;
  }
  print(`NOT WELL: ${comparison.findings.length} findings (${kinds(comparison.findings)}). The first:`);
  for (const finding of firstOfEachKind(comparison.findings)) print(`  ${finding.fault}: ${finding.sentence}`);
}

function kinds(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { fault } of findings) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return [...counts].map(([fault, count]) => `${count} ${fault}`).join(', ');
}

/** At most five counter-examples of each kind. */
function firstOfEachKind(findings: readonly Finding[]): Finding[] {
  const shown = new Map<string, number>();
  return findings.filter(({ fault }) => {
    const count = (shown.get(fault) ?? 0) + 1;
    shown.set(fault, count);
    return count <= 5;
  });
}
