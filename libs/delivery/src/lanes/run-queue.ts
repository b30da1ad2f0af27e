import { lift, type AcceptedEvent } from '#people-exchange';
import { isLater, type OwnWord } from '../echo/own-words';
import { withoutParts } from '../echo/parts';
import { causeOf, nearBodyOf, stateBodyOf } from '../echo/state-of';
import { digestOf } from '../hash';
import { addressed } from '../routing/addressed';
import { type Answer, type HttpTarget, verdictIn } from '../targets/http-target';
import type { DueQueue, DueRow } from './due-queues';

/** What came of one row; the recorder writes it. */
export type Step =
  | {
      readonly kind: 'delivered';
      readonly row: DueRow;
      readonly answer: Answer;
      readonly sentAs: string;
      readonly learnt: string | null;
      readonly version: string | null;
      /** Digest of the state the target was told, if the event carries one. */
      readonly body: string | null;
      /** Digest of the same whatever way it is written in. */
      readonly near: string | null;
    }
  | {
      readonly kind: 'parked';
      readonly row: DueRow;
      readonly answer: Answer | null;
      readonly sentAs: string | null;
      readonly reason: string;
    }
  | {
      readonly kind: 'heldParent';
      readonly row: DueRow;
      readonly reason: string;
      /** What it needs beside what its event says; the target told. */
      readonly need?: string;
    }
  | { readonly kind: 'ignored'; readonly row: DueRow; readonly answer: Answer; readonly sentAs: string; readonly reason: string }
  | { readonly kind: 'failed'; readonly row: DueRow; readonly answer: Answer; readonly sentAs: string };

export interface QueueRun {
  readonly steps: Step[];
  /** Why the queue stopped before its end, if it did. */
  readonly stopped: { readonly retryAfterMs: number; readonly pauseTarget: boolean } | null;
}

/** Delivers a person's rows one after the other; a retry holds up what is behind it, a parked event does not. */
export async function runQueue(queue: DueQueue, http: HttpTarget, mayGoOn: () => boolean = () => true): Promise<QueueRun> {
  const steps: Step[] = [];
  const lacks = new Set(queue.lacks);
  let own = queue.ownSubject;
  for (const row of queue.rows) {
    // Whoever owns the lane now delivers the rest.
    if (!mayGoOn()) return { steps, stopped: null };
    const missing = row.needs.find((need) => lacks.has(need));
    if (missing) {
      steps.push({ kind: 'heldParent', row, reason: `waits for ${missing}` });
      if (row.makes) lacks.add(row.makes);
      continue;
    }
    let event: AcceptedEvent;
    try {
      event = row.accepted ?? lift(JSON.parse(row.event));
    } catch {
      steps.push({ kind: 'parked', row, answer: null, sentAs: null, reason: 'its event cannot be read' });
      continue;
    }
    const sentAs = own ?? queue.person;
    const eventId = digestOf(event.origin, event.source, event.id);
    const standing = row.ownWords ? withoutOvertaken(event, row.ownWords) : event;
    if (standing === null) {
      steps.push({ kind: 'ignored', row, answer: notAsked, sentAs, reason: overtaken });
      continue;
    }
    const told = addressed(standing, sentAs, queue.target.id);
    const answer = await http.send({
      target: queue.target,
      // A new delivery of a known event, and within one run always the same.
      webhookId: queue.run === undefined ? eventId : `${eventId}.${queue.run}`,
      work: queue.run === undefined ? 'live' : 'backfill',
      body: JSON.stringify(told),
      event,
      attempt: row.attempts + 1,
      trace: event,
    });
    const { means } = answer;
    const verdict = verdictIn(answer);
    if (verdict === 'done') {
      const { subject: learnt, version } = toldIn(answer.body);
      own ??= learnt;
      if (row.makes) lacks.delete(row.makes);
      steps.push({
        kind: 'delivered',
        row,
        answer,
        sentAs,
        learnt,
        version,
        body: row.stated ? stateBodyOf(told) : null,
        near: row.stated ? nearBodyOf(told) : null,
      });
    } else if (means?.verdict === 'ignore') {
      steps.push({ kind: 'ignored', row, answer, sentAs, reason: means.reason });
    } else if (means?.verdict === 'hold') {
      steps.push({ kind: 'heldParent', row, reason: means.reason, need: means.need });
      if (row.makes) lacks.add(row.makes);
    } else if (verdict === 'park') {
      steps.push({ kind: 'parked', row, answer, sentAs, reason: means?.reason ?? `refused with ${answer.status}` });
      if (row.makes) lacks.add(row.makes);
    } else {
      steps.push({ kind: 'failed', row, answer, sentAs });
      return { steps, stopped: { retryAfterMs: answer.retryAfterMs, pauseTarget: verdict === 'pause' } };
    }
  }
  return { steps, stopped: null };
}

const overtaken = 'overtaken: the target itself said something newer of it, which its sender has been or is being told';
const notAsked: Answer = {
  status: null,
  error: null,
  body: '',
  retryAfterMs: 0,
  tookMs: 0,
  means: { verdict: 'ignore', reason: overtaken },
};

/** An event without what its target said something newer of: else the two would go on holding each other's word (X2). */
function withoutOvertaken(event: AcceptedEvent, words: readonly OwnWord[]): AcceptedEvent | null {
  const said = { received: new Date(event.receivedtime), cause: causeOf(event.id) };
  const newer = new Set(words.filter((word) => isLater(word, said)).map(({ part }) => part));
  return newer.size === 0 ? event : withoutParts(event, (part) => newer.has(part));
}

interface Told {
  readonly subject: string | null;
  readonly version: string | null;
}

const nothing: Told = { subject: null, version: null };

/** A receiver may answer `{subject, version}`: its own id of the person, its own version of the entity. */
function toldIn(body: string): Told {
  if (!body.startsWith('{')) return nothing;
  try {
    const { subject, version }: Record<string, unknown> = JSON.parse(body);
    const short = (value: unknown, most: number): string | null =>
      typeof value === 'string' && value.length > 0 && value.length <= most ? value : null;
    return { subject: short(subject, 128), version: short(typeof version === 'number' ? String(version) : version, 64) };
  } catch {
    return nothing; // an answer in words is fine too
  }
}
