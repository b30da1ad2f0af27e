import type { Day, PlannedRequest, Role } from '../day/plan';
import { digestOf } from '../twin/digest';
import { BridgeWire, rulesIn, type Speaker, type WireAnswer } from './bridge-wire';
import { Slots } from './slots';
import type { PlayedRequest, PlayJournal, SentEvent } from './sent';

export interface PlayOptions {
  /** Read before each request, so that a bridge may come back at another address. */
  speakers: () => Record<Role, Speaker>;
  connections?: number;
  /** Resolves once the twin of that role holds the event; without it nothing waits for the other side. */
  heldBy?: (role: Role, key: string, withinMs: number) => Promise<boolean>;
  /** How long a request waits for what it answers to. */
  patienceMs?: number;
  /** How long one request is sent again when the bridge does not answer or says 503. */
  insistMs?: number;
  onProgress?: (done: number, of: number) => void;
  /** Stops taking new requests; those under way end. */
  signal?: AbortSignal;
}

/**
 * Sends a day through the front door: many at once, but for each person one after the other, the next only when
 * the one before was answered for good. 429, 5xx and no answer are sent again with the same ids.
 */
export async function playDay(day: Day, options: PlayOptions): Promise<PlayJournal> {
  const connections = options.connections ?? 24;
  const wire = new BridgeWire(connections);
  const slots = new Slots(connections);
  const startedAt = Date.now();
  const journal: PlayJournal = { requests: [], sent: [], impatient: [], tookMs: 0 };
  const tails = new Map<string, Promise<void>>();
  let done = 0;
  const one = async (planned: PlannedRequest, before: Promise<void>[]) => {
    await Promise.all(before);
    await waitForOtherSide(planned, options, journal);
    await slots.with(async () => {
      if (options.signal?.aborted) return;
      const played = await insist(wire, planned, options, startedAt);
      journal.requests.push(played);
      journal.sent.push(...sentEvents(day, planned, played));
    });
    done += 1;
    options.onProgress?.(done, day.requests.length);
  };
  try {
    const all: Promise<void>[] = [];
    for (const planned of day.requests) {
      const persons = planned.persons.map((person) => `${planned.role} ${person}`);
      const run = one(
        planned,
        persons.flatMap((person) => tails.get(person) ?? []),
      );
      for (const person of persons) tails.set(person, run);
      all.push(run);
    }
    await Promise.all(all);
  } finally {
    await wire.close();
  }
  journal.requests.sort((a, b) => a.n - b.n);
  journal.sent.sort((a, b) => a.n - b.n);
  journal.tookMs = Date.now() - startedAt;
  return journal;
}

async function waitForOtherSide(planned: PlannedRequest, options: PlayOptions, journal: PlayJournal): Promise<void> {
  const { heldBy } = options;
  if (!heldBy) return;
  for (const { role, key } of planned.after) {
    if (!(await heldBy(role, key, options.patienceMs ?? 120_000))) {
      journal.impatient.push({ n: planned.n, waitedFor: key });
    }
  }
}

async function insist(wire: BridgeWire, planned: PlannedRequest, options: PlayOptions, startedAt: number): Promise<PlayedRequest> {
  const played: PlayedRequest = {
    n: planned.n,
    role: planned.role,
    expect: planned.expect,
    peculiarity: planned.peculiarity ?? null,
    answers: [],
    rules: [],
    events: planned.events.map(({ event }) => ({ source: event.source, id: event.id, type: event.type })),
  };
  const until = Date.now() + (options.insistMs ?? 120_000);
  for (;;) {
    const at = Date.now();
    const answer = await attempt(() => wire.post(options.speakers()[planned.role], planned));
    const final = 'status' in answer && !mayBeSentAgain(answer.status);
    played.answers.push({
      atMs: at - startedAt,
      tookMs: Date.now() - at,
      status: 'status' in answer ? answer.status : null,
      error: 'status' in answer ? null : answer.error,
    });
    played.rules = 'status' in answer ? rulesIn(answer.body) : [];
    if (final || Date.now() >= until || options.signal?.aborted) return played;
    const asked = 'status' in answer ? (answer.retryAfterSeconds ?? 0) * 1_000 : 0;
    await pause(Math.max(asked, Math.min(100 * 2 ** (played.answers.length - 1), 2_000)));
  }
}

function mayBeSentAgain(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

async function attempt(work: () => Promise<WireAnswer>): Promise<WireAnswer | { error: string }> {
  try {
    return await work();
  } catch (problem) {
    return { error: problem instanceof Error ? problem.message : String(problem) };
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function sentEvents(day: Day, planned: PlannedRequest, played: PlayedRequest): SentEvent[] {
  const status = played.answers.at(-1)?.status ?? null;
  const outcome = status === 202 ? 'accepted' : status === null || mayBeSentAgain(status) ? 'unanswered' : 'refused';
  return planned.events.map(({ event, reach, translated }) => ({
    n: planned.n,
    role: planned.role,
    participant: day.participants[planned.role],
    source: event.source,
    id: event.id,
    type: event.type,
    subject: event.subject ?? null,
    time: event.time,
    digest: digestOf(event.data),
    translated,
    reach,
    outcome,
  }));
}
