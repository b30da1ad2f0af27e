import { type AcceptedEvent, checkEvent, type Problem, toBinary, type Warning } from '#people-exchange';
import type { LogEntry } from '#event-log';
import type { Caller, ErasedPeople } from '../ports';
import { Refusal } from '../refusal';
import { straightenAreas } from './areas';
import type { Arrivals } from './read-events';
import type { Trace } from './trace';

export interface Receipt {
  /** Place in the request, from 0. */
  readonly index: number;
  readonly source: string;
  readonly id: string;
  /** When the bridge took it; RFC 3339 UTC. */
  readonly received: string;
  /** Where to follow it, relative to this server. */
  readonly journey: string;
  readonly warnings: readonly Warning[];
}

export interface Checked {
  readonly entries: readonly LogEntry[];
  readonly receipts: readonly Receipt[];
}

/** Checks a whole request: either every event is good and stamped, or a `Refusal` names everything that is wrong. */
export function checkArrivals(arrivals: Arrivals, caller: Caller, now: Date, trace: Trace, erased: ErasedPeople): Checked {
  const problems: Problem[] = [...arrivals.problems];
  const entries: LogEntry[] = [];
  const receipts: Receipt[] = [];
  let forbidden = false;

  for (let index = 0; index < arrivals.raws.length; index++) {
    const raw = arrivals.raws[index];
    if (isRecord(raw)) trace.stamp(raw);
    const result = checkEvent(raw, caller, now);
    if (!result.ok) {
      forbidden ||= result.status === 403;
      for (const problem of result.problems) problems.push({ ...problem, index });
      continue;
    }
    const { event } = result;
    const found = [...erasedProblems(event, erased), ...straightenAreas(event)];
    for (const problem of found) problems.push({ ...problem, index });
    if (problems.length > 0) continue;
    entries.push(toBinary(event));
    receipts.push(receiptFor(index, event, result.warnings));
  }
  if (arrivals.raws.length > 1) problems.push(...duplicateIds(arrivals.raws));
  if (problems.length > 0) throw refusalOf(problems, forbidden, arrivals.raws.length);
  return { entries, receipts };
}

/** A repeated `person.erased` is let through: sending again must stay safe, and it is counted as repeated. */
function erasedProblems(event: AcceptedEvent, erased: ErasedPeople): Problem[] {
  if (event.subject === undefined || event.type === 'person.erased' || !erased.has(event.partitionkey)) return [];
  return [{ path: '/subject', rule: 'erased', message: 'This person has been erased; nothing more about them is taken.' }];
}

function duplicateIds(raws: readonly unknown[]): Problem[] {
  const problems: Problem[] = [];
  const first = new Map<string, number>();
  raws.forEach((raw, index) => {
    if (!isRecord(raw) || typeof raw['id'] !== 'string') return;
    const name = JSON.stringify([raw['source'], raw['id']]);
    const before = first.get(name);
    if (before === undefined) first.set(name, index);
    else problems.push(sameId(before, index), sameId(index, before));
  });
  return problems;
}

function sameId(index: number, other: number): Problem {
  return { index, path: '/id', rule: 'duplicateId', message: `Event ${other} of this batch has the same source and id.` };
}

function refusalOf(problems: readonly Problem[], forbidden: boolean, events: number): Refusal {
  const sorted = problems.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0));
  const bad = new Set(sorted.map((problem) => problem.index)).size;
  const which = events === 1 ? 'The event is refused' : `${bad} of ${events} events are not right, so all are refused`;
  const detail = `${which}; nothing was taken. See problems.`;
  if (sorted.some((problem) => problem.rule === 'eventSize')) return new Refusal(413, 'eventSize', detail, sorted);
  if (forbidden) return new Refusal(403, 'notAllowed', detail, sorted);
  const erased = sorted.every((problem) => problem.rule === 'erased');
  return new Refusal(422, erased ? 'erased' : 'contract', detail, sorted);
}

function receiptFor(index: number, event: AcceptedEvent, warnings: readonly Warning[]): Receipt {
  const journey = `/v1/journeys?source=${encodeURIComponent(event.source)}&id=${encodeURIComponent(event.id)}`;
  return { index, source: event.source, id: event.id, received: event.receivedtime, journey, warnings };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
