import { lift, type AcceptedEvent } from '#people-exchange';
import { nearBodyOf, stateBodyOf } from '../echo/state-of';
import { digestOf } from '../hash';
import type { Gather } from '../participants/target';
import { addressed } from '../routing/addressed';
import { type Answer, type HttpTarget, type Outgoing, verdictIn } from '../targets/http-target';
import type { DueQueue, DueRow } from './due-queues';
import { gatheredFrom, waitsUntil } from './gathered';

/** What came of one row; the recorder writes it. */
export type Step = (
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
  /** The request it went in with others was refused; a step of its own follows, unless the run ended before. */
  | { readonly kind: 'refusedTogether'; readonly row: DueRow; readonly answer: Answer; readonly sentAs: string }
  | { readonly kind: 'failed'; readonly row: DueRow; readonly answer: Answer; readonly sentAs: string }
) & {
  /** Names the request, where events go together in one. */
  readonly together?: string;
};

export interface QueueRun {
  readonly steps: Step[];
  /** Why the queue stopped before its end, if it did. */
  readonly stopped: Stopped | null;
  /** Until when what is next waits for more to go with it, in milliseconds. */
  readonly waitsUntil?: number;
}

interface Stopped {
  readonly retryAfterMs: number;
  readonly pauseTarget: boolean;
}

/** Delivers a person's rows one after the other; a retry holds up what is behind it, a parked event does not. */
export function runQueue(queue: DueQueue, http: HttpTarget, nowMs: number, mayGoOn: () => boolean = () => true): Promise<QueueRun> {
  return new Runner(queue, http, mayGoOn).run(nowMs);
}

const noRows: readonly DueRow[] = [];

class Runner {
  private readonly steps: Step[] = [];
  private readonly lacks: Set<string>;
  private own: string | null;

  constructor(
    private readonly queue: DueQueue,
    private readonly http: HttpTarget,
    /** Whoever owns the lane now delivers the rest. */
    private readonly mayGoOn: () => boolean,
  ) {
    this.lacks = new Set(queue.lacks);
    this.own = queue.ownSubject;
  }

  async run(nowMs: number): Promise<QueueRun> {
    const { steps } = this;
    const { rows, target } = this.queue;
    const { gather } = target.receives;
    for (let place = 0; place < rows.length;) {
      if (!this.mayGoOn()) break;
      const together = gather ? gatheredFrom(rows, place, gather) : noRows;
      const until = gather && together.length > 0 ? this.untilWhen(together, gather, nowMs) : undefined;
      if (until !== undefined) return { steps, stopped: null, waitsUntil: until };
      const stopped = await (together.length > 0 ? this.sendTogether(together) : this.send(rows[place]));
      if (stopped) return { steps, stopped };
      place += Math.max(1, together.length);
    }
    return { steps, stopped: null };
  }

  /** What a replay tells has waited long enough. */
  private untilWhen(rows: readonly DueRow[], gather: Gather, nowMs: number): number | undefined {
    return this.queue.run === undefined ? waitsUntil(rows, gather, nowMs) : undefined;
  }

  private async send(row: DueRow | undefined): Promise<Stopped | null> {
    const event = row && this.eventOf(row);
    if (!event) return null;
    const sentAs = this.own ?? this.queue.person;
    const told = addressed(event, sentAs, this.queue.target.id);
    const answer = await this.http.send(this.outgoing(row, event, told));
    return this.conclude(row, answer, sentAs, told);
  }

  /** All in one request. One that is refused is made once more for each event, so that what is wrong with one harms no other. */
  private async sendTogether(rows: readonly DueRow[]): Promise<Stopped | null> {
    const sentAs = this.own ?? this.queue.person;
    const all = rows.flatMap((row) => {
      const event = this.eventOf(row);
      if (!event) return [];
      const told = addressed(event, sentAs, this.queue.target.id);
      return [{ row, told, outgoing: this.outgoing(row, event, told) }];
    });
    if (all.length === 0) return null;
    // With other events it is another request, so that no receiver takes it for the one before.
    const together = this.nameOf(digestOf('together', ...all.map(({ outgoing }) => outgoing.webhookId)));
    const answers = await this.http.sendTogether(
      all.map(({ outgoing }) => outgoing),
      together,
    );
    const answered = all.flatMap((one, place) => {
      const answer = answers[place];
      return answer ? [{ ...one, answer }] : [];
    });
    const [first] = answered;
    if (first && all.length > 1 && first.answer.events === all.length && verdictIn(first.answer) === 'park') {
      for (const { row, answer } of answered) this.steps.push({ kind: 'refusedTogether', row, answer, sentAs, together });
      return this.sendApart(answered.map(({ row }) => ({ ...row, attempts: row.attempts + 1 })));
    }
    let stopped: Stopped | null = null;
    for (const { row, told, answer } of answered)
      stopped = this.conclude(row, answer, sentAs, told, answer.events === undefined ? undefined : together) ?? stopped;
    // What was not asked goes first next time.
    return stopped ?? (answered.length < all.length ? { retryAfterMs: 0, pauseTarget: false } : null);
  }

  private async sendApart(rows: readonly DueRow[]): Promise<Stopped | null> {
    for (const row of rows) {
      if (!this.mayGoOn()) return null;
      const stopped = await this.sendTogether([row]);
      if (stopped) return stopped;
    }
    return null;
  }

  /** The event of a row that can go; one that waits for something, or that nobody can read, steps aside. */
  private eventOf(row: DueRow): AcceptedEvent | undefined {
    const missing = row.needs.find((need) => this.lacks.has(need));
    if (missing) {
      this.steps.push({ kind: 'heldParent', row, reason: `waits for ${missing}` });
      if (row.makes) this.lacks.add(row.makes);
      return undefined;
    }
    try {
      return row.accepted ?? lift(JSON.parse(row.event));
    } catch {
      this.steps.push({ kind: 'parked', row, answer: null, sentAs: null, reason: 'its event cannot be read' });
      return undefined;
    }
  }

  private outgoing(row: DueRow, event: AcceptedEvent, told: object): Outgoing {
    const { target, run } = this.queue;
    return {
      target,
      webhookId: this.nameOf(digestOf(event.origin, event.source, event.id)),
      work: run === undefined ? 'live' : 'backfill',
      body: JSON.stringify(told),
      event,
      attempt: row.attempts + 1,
      trace: event,
    };
  }

  /** A replay's is a new delivery of a known event, and within one run always the same. */
  private nameOf(id: string): string {
    return this.queue.run === undefined ? id : `${id}.${this.queue.run}`;
  }

  private conclude(row: DueRow, answer: Answer, sentAs: string, told: AcceptedEvent, together?: string): Stopped | null {
    const { steps, lacks } = this;
    const { means } = answer;
    const verdict = verdictIn(answer);
    if (verdict === 'done') {
      const { subject: learnt, version: said } = toldIn(answer.body);
      // One version for several events names none of them.
      const version = together === undefined ? said : null;
      this.own ??= learnt;
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
        together,
      });
    } else if (means?.verdict === 'ignore') {
      steps.push({ kind: 'ignored', row, answer, sentAs, reason: means.reason, together });
    } else if (means?.verdict === 'hold') {
      steps.push({ kind: 'heldParent', row, reason: means.reason, need: means.need });
      if (row.makes) lacks.add(row.makes);
    } else if (verdict === 'park') {
      steps.push({ kind: 'parked', row, answer, sentAs, reason: means?.reason ?? `refused with ${answer.status}`, together });
      if (row.makes) lacks.add(row.makes);
    } else {
      steps.push({ kind: 'failed', row, answer, sentAs, together });
      return { retryAfterMs: answer.retryAfterMs, pauseTarget: verdict === 'pause' };
    }
    return null;
  }
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
