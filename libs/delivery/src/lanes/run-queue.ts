import { lift, mapPersonRefs, personIdOf, type AcceptedEvent } from '#people-exchange';
import { digestOf } from '../hash';
import { type Answer, type HttpTarget, verdictOf } from '../targets/http-target';
import type { DueQueue, DueRow } from './due-queues';

/** What came of one row; the recorder writes it. */
export type Step =
  | { readonly kind: 'delivered'; readonly row: DueRow; readonly answer: Answer; readonly sentAs: string; readonly learnt: string | null }
  | {
      readonly kind: 'parked';
      readonly row: DueRow;
      readonly answer: Answer | null;
      readonly sentAs: string | null;
      readonly reason: string;
    }
  | { readonly kind: 'heldParent'; readonly row: DueRow; readonly reason: string }
  | { readonly kind: 'failed'; readonly row: DueRow; readonly answer: Answer; readonly sentAs: string };

export interface QueueRun {
  readonly steps: Step[];
  /** Why the queue stopped before its end, if it did. */
  readonly stopped: { readonly retryAfterMs: number; readonly pauseTarget: boolean } | null;
}

/** Delivers a person's rows one after the other; a retry holds up what is behind it, a parked event does not. */
export async function runQueue(queue: DueQueue, http: HttpTarget): Promise<QueueRun> {
  const steps: Step[] = [];
  const lacks = new Set(queue.lacks);
  let own = queue.ownSubject;
  for (const row of queue.rows) {
    const missing = row.needs.find((need) => lacks.has(need));
    if (missing) {
      steps.push({ kind: 'heldParent', row, reason: `waits for ${missing}` });
      if (row.makes) lacks.add(row.makes);
      continue;
    }
    let event: AcceptedEvent;
    try {
      event = lift(JSON.parse(row.event));
    } catch {
      steps.push({ kind: 'parked', row, answer: null, sentAs: null, reason: 'its event cannot be read' });
      continue;
    }
    const sentAs = own ?? queue.person;
    const webhookId = digestOf(event.origin, event.source, event.id);
    const answer = await http.send({
      target: queue.target,
      webhookId,
      body: JSON.stringify(addressed(event, sentAs, queue)),
      traceparent: event.traceparent,
    });
    const verdict = verdictOf(answer.status);
    if (verdict === 'done') {
      const learnt = subjectIn(answer.body);
      own ??= learnt;
      if (row.makes) lacks.delete(row.makes);
      steps.push({ kind: 'delivered', row, answer, sentAs, learnt });
    } else if (verdict === 'park') {
      steps.push({ kind: 'parked', row, answer, sentAs, reason: `refused with ${answer.status}` });
      if (row.makes) lacks.add(row.makes);
    } else {
      steps.push({ kind: 'failed', row, answer, sentAs });
      return { steps, stopped: { retryAfterMs: answer.retryAfterMs, pauseTarget: verdict === 'pause' } };
    }
  }
  return { steps, stopped: null };
}

/** The event as this target sees it: its own id of the person where it has one, else the bridge's, never another participant's. */
function addressed(event: AcceptedEvent, subject: string, queue: DueQueue): object {
  const renamed = mapPersonRefs(event.type, event.data, (other) =>
    other === event.subject ? subject : personIdOf(event.agency, event.origin, other),
  );
  return { ...event, ...(event.subject === undefined ? {} : { subject }), data: withOwnIdsOnly(renamed, queue.target.id) };
}

function withOwnIdsOnly(data: unknown, target: string): unknown {
  if (typeof data !== 'object' || data === null || !('person' in data)) return data;
  const { person } = data;
  if (typeof person !== 'object' || person === null || !('externalIds' in person) || !Array.isArray(person.externalIds)) return data;
  return {
    ...data,
    person: { ...person, externalIds: person.externalIds.filter((external: { system?: unknown }) => external.system === target) },
  };
}

/** A receiver may answer `{subject}`: its own id of the person. */
function subjectIn(body: string): string | null {
  if (!body.startsWith('{')) return null;
  try {
    const { subject } = JSON.parse(body);
    return typeof subject === 'string' && subject.length > 0 && subject.length <= 128 ? subject : null;
  } catch {
    return null; // an answer in words is fine too
  }
}
