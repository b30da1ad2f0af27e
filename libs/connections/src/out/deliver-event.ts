import type { Answer, Meaning } from '#delivery';
import {
  type AnswerSeen,
  makeRequest,
  type MadeRequest,
  type MappingFunctions,
  type MeasuredArea,
  measuredAreas,
  type OutContext,
  pathOf,
  type PackRequest,
  readAnswer,
  type TogetherRequest,
  togetherRequestOf,
} from '#mapping';
import type { AcceptedEvent } from '#people-exchange';
import type { Clock } from '#runtime';
import type { Ids } from '../known/ids';
import type { KnownPersons } from '../known/known-persons';
import type { LineAnswer, VendorLine } from '../vendor-line';
import type { Answered } from '../vendor/door';
import { alreadySo } from './already-so';
import { etagIn, keptOf, seenOf } from './answers-seen';
import { answerOf, type Conclusion, conclude, wordsIn } from './conclude';
import { type Ledger, needOf, type Run, type Step } from './ledger';
import { type OwnWrite, ownWritesIn } from './own-writes';
import type { DriftReport } from './drift-report';
import { EventContext } from './event-context';
import { readBack } from './read-back';
import type { RequestTrace } from './request-trace';
import { writtenRecord } from './written-record';

/** What delivering stands on. */
export interface DeliveryGround {
  readonly ids: Ids;
  readonly persons: KnownPersons;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly functions: MappingFunctions;
  readonly drifts: DriftReport;
}

/** How often somebody else may save a record between our reading and our writing it. */
const mostConflicts = 4;
/** A 200 with an error inside is asked again a few times, in case it passes; then somebody has to look. */
const mostFailures = 6;
/** How vendors answer for a record they do not know. */
const unknownThere: ReadonlySet<number> = new Set([400, 404, 422]);
/** So long a record may be unknown to the vendor that made it. */
const freshMs = 60_000;
/** So long an answer that got lost may still become visible where it is looked for. */
const becomesVisibleMs = 5_000;

/** What a request goes out under, if it does. */
type Conditions =
  | { readonly kind: 'go'; readonly headers: Readonly<Record<string, string>> }
  /** The vendor has it so. */
  | { readonly kind: 'same'; readonly seen: AnswerSeen }
  | { readonly kind: 'ended'; readonly answer: Answer };

/** An event that goes out together with others, and how it would be asked alone. */
export interface Joined {
  readonly request: TogetherRequest;
  readonly made: MadeRequest;
  readonly context: OutContext;
  readonly event: DeliverEvent;
}

/** Turns one event into a pack's requests and makes them, each once (I2); goes on where an earlier attempt stopped. */
export class DeliverEvent {
  private readonly context: EventContext;
  private status = 200;
  private tookMs = 0;
  private readonly functions: MappingFunctions;
  /** How much of the areas was kept that mappings brought into another form since the last request. */
  private readonly measured: MeasuredArea[] = [];

  constructor(
    private readonly o: DeliveryGround,
    private readonly line: VendorLine,
    private readonly run: Run,
    private readonly event: AcceptedEvent,
    /** As the target may see it. */
    told: Readonly<Record<string, unknown>>,
    private readonly attempt: number,
    private readonly trace: RequestTrace,
  ) {
    this.context = new EventContext(run, event, told);
    const theirs = (record: unknown, other: unknown): Promise<string | undefined> =>
      o.ids.theirs(run.connection, String(record), String(other));
    this.functions = { ...o.functions, ...measuredAreas((one) => this.measured.push(one)), theirs };
  }

  async deliver(steps: readonly Step[]): Promise<Answer> {
    const { pack } = this.run.connection;
    await this.context.read(this.o);
    const earlier = new Map(steps.map((step) => [step.request, step]));
    const requests = pack.requests.get(this.event.type) ?? [];
    if (requests.length === 0) return this.means({ verdict: 'ignore', reason: 'this version of its pack has no request for it' });
    for (const request of requests) {
      const step = earlier.get(request.id);
      if (step?.state === 'done') {
        this.context.remember(request, step.answer ?? { status: 200, headers: {}, body: undefined }, step.vendorId);
        continue;
      }
      const context = this.context.seen;
      if (this.madeBefore(request, context)) continue;
      const making = await makeRequest(request, context, this.functions);
      if (making.kind === 'leftOut') continue;
      if (making.kind === 'waits')
        return this.means({
          verdict: 'hold',
          need: needOf(making.record),
          reason: `waits for its ${this.titleOf(making.record)} at the vendor`,
        });
      const ended = await this.perform(request, making.request, context, step);
      if (ended) return ended;
    }
    return { status: this.status, error: null, body: this.context.subjectAnswer, retryAfterMs: 0, tookMs: this.tookMs };
  }

  /** What is asked for this event where it goes together with others; nothing where it goes by itself, such as after an attempt. */
  async joins(steps: readonly Step[]): Promise<Joined | undefined> {
    const { connection, work } = this.run;
    const request = togetherRequestOf(connection.pack, this.event.type);
    if (!request || steps.length > 0 || work === 'backfill') return undefined;
    await this.context.read(this.o);
    const context = this.context.seen;
    const making = await makeRequest(request, context, this.functions);
    return making.kind === 'made' ? { request, made: making.request, context, event: this } : undefined;
  }

  /** Is about to be asked with others. @throws RunTakenOver */
  asksTogether({ request }: Joined): Promise<void> {
    return this.o.ledger.asked(this.run, request);
  }

  /** What the one answer for several events means for this one; nothing where it was delivered. */
  async heardTogether({ request, made, context }: Joined, whole: MadeRequest, answer: LineAnswer): Promise<Answer | undefined> {
    this.heard(`${request.id} (together)`, { ...whole, body: made.body }, answer);
    const concluded = conclude(request, answer);
    if (concluded.kind === 'good' && answer.kind === 'answered') return this.applied(request, made, seenOf(answer), context);
    const surelyNot = concluded.kind === 'end' && concluded.applied === 'no' && concluded.means === undefined;
    if (surelyNot) await this.o.ledger.notApplied(this.run, request.id);
    if (surelyNot) return answerOf(concluded, this.tookMs);
    // Whether any of them was taken is not known: each is looked for, and asked by itself.
    const error = concluded.kind === 'end' ? concluded.error : `${request.id}: conflicts with what the vendor has`;
    return { status: null, error: `${error}; each goes by itself next`, body: '', retryAfterMs: becomesVisibleMs, tookMs: this.tookMs };
  }

  /** Delivered, with others in one request. */
  delivered(events: number): Answer {
    return { status: this.status, error: null, body: this.context.subjectAnswer, retryAfterMs: 0, tookMs: this.tookMs, events };
  }

  /** A replay makes no second record where the first is known (I2); what is safe to repeat, or edits, is told again. */
  private madeBefore({ makes, once }: PackRequest, { ids }: OutContext): boolean {
    return this.run.work === 'backfill' && makes !== undefined && once !== 'safe' && ids[makes] !== undefined;
  }

  /** Makes one request; answers how the delivery ends where it goes no further. */
  private async perform(request: PackRequest, made: MadeRequest, context: OutContext, step: Step | undefined): Promise<Answer | undefined> {
    const changes = request.method !== 'GET';
    const counts = changes && (request.once !== 'safe' || request.makes !== undefined);
    if (counts && step?.state === 'asked') {
      const found = await this.resolve(request, context, step);
      if (found !== 'ask') return found === 'found' ? undefined : found;
    }
    // What a replay tells again may have been made by an earlier delivery, or by somebody else.
    if (counts && !step && this.run.work === 'backfill' && request.lookup) {
      const found = await this.lookUp(request, context, () => undefined);
      if (found !== 'ask') return found === 'found' ? undefined : found;
    }
    if (counts) await this.o.ledger.asked(this.run, request);
    const own = changes ? this.ownWritesOf(request, null, context, made.body) : [];
    for (const one of own) await this.o.ledger.announce(this.run, one, this.o.clock.now());
    for (let conflicts = 0; ; conflicts += 1) {
      const conditions = await this.conditionsOf(request, made, context);
      if (conditions.kind === 'ended') return conditions.answer;
      if (conditions.kind === 'same') return this.applied(request, made, conditions.seen, context);
      const answer = await this.ask(request.id, { ...made, headers: { ...made.headers, ...conditions.headers } });
      const concluded = conclude(request, answer);
      if (concluded.kind === 'good' && answer.kind === 'answered') return this.applied(request, made, seenOf(answer), context);
      if (concluded.kind === 'end') return this.ends(request, concluded);
      const decided = await this.decideConflict(request, context, answer, conflicts);
      if (decided !== 'again') return decided === 'found' ? undefined : decided;
    }
  }

  private async applied(request: PackRequest, made: MadeRequest, answer: AnswerSeen, context: OutContext): Promise<Answer | undefined> {
    const outcome = await readAnswer(request, context, answer, this.functions);
    if (outcome.kind === 'ignored') {
      await this.o.ledger.done(this.run, request.id, answer, undefined, [], this.o.clock.now());
      return this.means({ verdict: 'ignore', reason: outcome.reason });
    }
    if (outcome.kind === 'failed') return this.failed(request, answer, outcome.reason);
    await this.finish(request, answer, outcome.id ?? null, context);
    await readBack({ functions: this.functions, drifts: this.o.drifts }, this.line, this.run, request, made, this.context.seen);
    return undefined;
  }

  private async finish(request: PackRequest, answer: AnswerSeen, vendorId: string | null, context: OutContext): Promise<void> {
    const { connection, person, eventKey } = this.run;
    this.context.remember(request, answer, vendorId);
    const { makes } = request;
    const made =
      makes !== undefined && vendorId !== null
        ? { person, record: makes, entity: this.context.entityOf(makes, eventKey), vendorId }
        : undefined;
    const own = this.ownWritesOf(request, vendorId, context);
    const several = (connection.pack.requests.get(this.event.type)?.length ?? 0) > 1;
    // One safe request alone needs no ledger: repeated, it does nothing more.
    if (made || own.length > 0 || several || request.once !== 'safe')
      await this.o.ledger.done(this.run, request.id, keptOf(answer), made, own, this.o.clock.now());
  }

  /** What a request writes to records that also come in, as far as their ids are known. */
  private ownWritesOf(request: PackRequest, made: string | null, { ids }: OutContext, body?: string): readonly OwnWrite[] {
    const { pack } = this.run.connection;
    const { type, data, receivedtime } = this.event;
    const record = writtenRecord(pack, type, request);
    const vendorId = record === undefined ? undefined : record === request.makes ? (made ?? ids[record]) : ids[record];
    const at = record === undefined || vendorId === undefined ? undefined : { record, vendorId };
    const sent: unknown = body === undefined ? undefined : JSON.parse(body);
    return ownWritesIn(pack, { type, data, receivedtime, sent, request, at, known: this.context.allIds });
  }

  private async failed(request: PackRequest, answer: AnswerSeen, reason: string): Promise<Answer> {
    const says = `${request.id}: ${reason}`;
    if (request.once === 'unsafe' && request.makes !== undefined && reason.startsWith('the answer gave no id'))
      return this.means({ verdict: 'park', reason: `may have been applied: ${says}${wordsIn(answer.body)}` });
    // What it made is looked for, or asked for by its key, before anything is asked again.
    const resolves = request.makes !== undefined && request.once !== 'unsafe' && reason.startsWith('the answer gave no id');
    if (this.attempt >= mostFailures && !resolves) return this.means({ verdict: 'park', reason: `${says}${wordsIn(answer.body)}` });
    return { status: null, error: says, body: '', retryAfterMs: 0, tookMs: this.tookMs };
  }

  private async ends(request: PackRequest, end: Extract<Conclusion, { kind: 'end' }>): Promise<Answer> {
    if (end.applied === 'no') await this.o.ledger.notApplied(this.run, request.id);
    if (unknownThere.has(end.status ?? 0) && this.needsFresh(request))
      return { status: null, error: `${end.error} (made a moment ago)`, body: '', retryAfterMs: 2_000, tookMs: this.tookMs };
    return answerOf(end, this.tookMs);
  }

  /** Whether it needs a record that was made a moment ago: vendors make them asynchronously, and may not know them yet. */
  private needsFresh({ needs = [] }: PackRequest): boolean {
    const since = this.o.clock.now().getTime() - freshMs;
    return needs.some((record) => this.context.madeSince(record, since));
  }

  /** What an attempt whose answer got lost came to. */
  private async resolve(request: PackRequest, context: OutContext, step: Step): Promise<'ask' | 'found' | Answer> {
    if (request.once === 'key') return 'ask';
    if (request.once === 'unsafe')
      return this.means({ verdict: 'park', reason: `may have been applied: ${request.id} was asked and its answer is not known` });
    return this.lookUp(request, context, () => this.tooEarly(step));
  }

  /** What was made a moment ago may not be visible yet. */
  private tooEarly(step: Step): Answer | undefined {
    const left = step.at.getTime() + becomesVisibleMs - this.o.clock.now().getTime();
    if (left <= 0) return undefined;
    return { status: null, error: 'looks again whether the vendor has it', body: '', retryAfterMs: left, tookMs: this.tookMs };
  }

  private async lookUp(request: PackRequest, context: OutContext, before: () => Answer | undefined): Promise<'ask' | 'found' | Answer> {
    const { lookup } = request;
    if (!lookup) return 'ask';
    const path = await pathOf(lookup.path, lookup.query, context, this.functions);
    const answer = await this.ask(`${request.id} (look-up)`, { method: 'GET', path, headers: {}, body: undefined });
    const concluded = conclude({ once: 'safe', method: 'GET', makes: undefined, id: `${request.id} (look-up)` }, answer);
    const nothing = answer.kind === 'answered' && answer.status === 404;
    if (!nothing && (concluded.kind !== 'good' || answer.kind !== 'answered'))
      return concluded.kind === 'end'
        ? answerOf({ ...concluded, means: undefined, status: null }, this.tookMs)
        : this.conflictAnswer(request);
    const seen = answer.kind === 'answered' ? seenOf(answer) : undefined;
    // An answer that says nothing must not be taken for "nothing there": asked once more, the request would have its effect twice.
    const strange = nothing || answer.kind !== 'answered' ? undefined : await this.strangeIn(request, answer, context);
    if (strange !== undefined)
      return { status: null, error: `${request.id} (look-up): ${strange}`, body: '', retryAfterMs: 0, tookMs: this.tookMs };
    const found = nothing ? undefined : await lookup.found.evaluate({ ...context, answer: seen }, this.functions);
    if (typeof found !== 'string' && typeof found !== 'number') return before() ?? 'ask';
    await this.finish(request, seen ?? { status: 200, headers: {}, body: undefined }, String(found), context);
    return 'found';
  }

  /** Why a good answer to a look-up is none, in words. */
  private async strangeIn({ failedWhen }: PackRequest, answer: Answered, context: OutContext): Promise<string | undefined> {
    if (answer.status !== 204 && answer.readable !== 'json') return `answered ${answer.status} without a word`;
    const failed = await failedWhen?.evaluate({ ...context, answer: seenOf(answer) }, this.functions);
    return typeof failed === 'string' && failed !== '' ? failed : undefined;
  }

  /** A conflict is resolved by reading: what is there already is taken, what changed is written over with what is there now known. */
  private async decideConflict(
    request: PackRequest,
    context: OutContext,
    answer: LineAnswer,
    conflicts: number,
  ): Promise<'again' | 'found' | Answer> {
    const words = answer.kind === 'answered' ? `${answer.status}${wordsIn(answer.body)}` : '';
    if (request.ifMatch && conflicts < mostConflicts) return 'again';
    if (request.lookup && conflicts === 0) {
      const found = await this.lookUp(request, context, () => undefined);
      if (found !== 'ask') return found;
    }
    if (request.ifMatch) return this.conflictAnswer(request);
    await this.o.ledger.notApplied(this.run, request.id);
    return this.means({ verdict: 'park', reason: `${request.id}: conflicts with what the vendor has (${words})` });
  }

  private conflictAnswer(request: PackRequest): Answer {
    return { status: null, error: `${request.id}: others keep saving the record`, body: '', retryAfterMs: 0, tookMs: this.tookMs };
  }

  /** Key and ETag of a request; or that the vendor has all of it already, so that nothing is written. */
  private async conditionsOf(request: PackRequest, made: MadeRequest, context: OutContext): Promise<Conditions> {
    const headers: Record<string, string> = {};
    if (request.once === 'key' && request.keyHeader) headers[request.keyHeader.toLowerCase()] = `${this.run.key}:${request.id}`;
    if (!request.ifMatch) return { kind: 'go', headers };
    const path = await pathOf(request.ifMatch, {}, context, this.functions);
    const name = `${request.id} (reads first)`;
    const answer = await this.ask(name, { method: 'GET', path, headers: {}, body: undefined });
    const concluded = conclude({ once: 'safe', method: 'GET', makes: undefined, id: name }, answer);
    if (concluded.kind === 'end') return { kind: 'ended', answer: answerOf(concluded, this.tookMs) };
    if (concluded.kind === 'conflict' || answer.kind !== 'answered') return { kind: 'ended', answer: this.conflictAnswer(request) };
    if (made.body !== undefined && alreadySo(JSON.parse(made.body), answer.body)) return { kind: 'same', seen: seenOf(answer) };
    const tag = answer.headers['etag'] ?? etagIn(answer.body);
    return { kind: 'go', headers: tag === undefined ? headers : { ...headers, 'if-match': tag } };
  }

  private async ask(name: string, request: MadeRequest): Promise<LineAnswer> {
    const answer = await this.line.ask(request, this.run.key, this.run.work);
    this.heard(name, request, answer);
    return answer;
  }

  private heard(name: string, request: MadeRequest, answer: LineAnswer): void {
    this.trace.asked(name, request, answer, this.measured.splice(0));
    if (answer.kind === 'answered') this.status = answer.status;
    if (answer.kind !== 'notAsked') this.tookMs += answer.tookMs;
  }

  private titleOf(record: string): string {
    const title = this.run.connection.pack.document.records?.[record]?.title ?? record;
    return title.toLowerCase();
  }

  private means(means: Meaning): Answer {
    return { status: this.status, error: null, body: '', retryAfterMs: 0, tookMs: this.tookMs, means };
  }
}
