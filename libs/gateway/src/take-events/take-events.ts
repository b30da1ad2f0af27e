import type { IncomingMessage } from 'node:http';
import { type BatchingAppender, topics } from '#event-log';
import type { Side } from '#people-exchange';
import type { Clock } from '#runtime';
import type { Caller, ErasedPeople, KeyRing } from '../ports';
import { Refusal, sendAgain } from '../refusal';
import { append, appendTimeoutMs } from './append';
import { authorise, type Door } from './authorise';
import { readBody } from './body';
import { BodyRoom } from './body-room';
import { Budgets, type BudgetSettings } from './budget';
import { checkArrivals, type Checked, type Receipt } from './check-arrivals';
import { contentModeOf } from './content-mode';
import { inflaterOf } from './inflate';
import { KnownKeys } from './known-keys';
import { type Arrivals, readEvents } from './read-events';
import type { TakingMeasures } from './measures';
import type { Trace } from './trace';

export interface TakeEventsOptions {
  /** The sides whose events are taken here. */
  readonly sides: readonly Side[];
  /** What takes the events of the other side, in words for its participants: 'back-office-connector on port 3002'. */
  readonly otherApp?: string;
  /** None means no budget. */
  readonly budget?: BudgetSettings;
  /** Milliseconds an append may take; 15,000 unless said. */
  readonly appendTimeoutMs?: number;
}

export interface TakeEventsParts {
  readonly keyRing: KeyRing;
  readonly erased: ErasedPeople;
  readonly appender: BatchingAppender;
  readonly clock: Clock;
  readonly measures: TakingMeasures;
}

const topicOf: Readonly<Record<Side, string>> = { website: topics.fromWebsites, backOffice: topics.fromBackOffices };

/** Takes events from participants: key, contract, stamp, append, receipt, in that order, and all or nothing per request. */
export class TakeEvents {
  private readonly door: Door;
  private readonly budgets: Budgets;
  private readonly room = new BodyRoom();
  private underWay = 0;
  private closing: PromiseWithResolvers<void> | undefined;

  constructor(
    private readonly options: TakeEventsOptions,
    private readonly parts: TakeEventsParts,
  ) {
    const nowMs = (): number => parts.clock.now().getTime();
    this.door = { keys: new KnownKeys(parts.keyRing, nowMs), sides: options.sides, otherApp: options.otherApp };
    this.budgets = new Budgets(options.budget, nowMs);
  }

  /**
   * Resolves when every event of the request is durable.
   * @throws Refusal, and then nothing of it was taken, but for 503, after which some may have been
   * @throws SenderGone when the request never became complete
   */
  async take(request: IncomingMessage, trace: Trace): Promise<readonly Receipt[]> {
    if (this.closing !== undefined) throw stopping();
    this.underWay++;
    let leave: (() => void) | undefined;
    try {
      const { headers } = request;
      const caller = await authorise(headers.authorization, this.door);
      trace.caller = caller;
      const mode = contentModeOf(headers['content-type']);
      const inflate = inflaterOf(headers['content-encoding']);
      leave = this.room.reserve(nameOf(caller), headers['content-length']);
      const sent = await readBody(request);
      const body = inflate === undefined ? sent : await inflate(sent);
      const { entries, receipts } = this.check(caller, readEvents(mode, body, request.rawHeaders), trace);
      trace.carries(entries);
      const done = this.parts.measures.appending(caller.side, entries.length);
      await append(this.parts.appender, topicOf[caller.side], entries, this.options.appendTimeoutMs ?? appendTimeoutMs);
      done();
      return receipts;
    } finally {
      leave?.();
      this.underWay--;
      if (this.underWay === 0) this.whenIdle();
    }
  }

  /** Takes nothing new from now on; resolves when what was under way has been answered. */
  finish(): Promise<void> {
    const closing = (this.closing ??= Promise.withResolvers<void>());
    if (this.underWay === 0) closing.resolve();
    return closing.promise;
  }

  private whenIdle(): void {
    this.closing?.resolve();
  }

  private check(caller: Caller, arrivals: Arrivals, trace: Trace): Checked {
    this.spend(caller, arrivals.raws.length);
    return checkArrivals(arrivals, caller, this.parts.clock.now(), trace, this.parts.erased);
  }

  private spend(caller: Caller, events: number): void {
    const spent = this.budgets.spend(nameOf(caller), events);
    if (spent.ok) return;
    const seconds = spent.retryAfterSeconds;
    const detail = `This participant sends more than its budget of ${this.options.budget?.eventsPerSecond} events a second; come again after ${seconds} s.`;
    throw new Refusal(429, 'budget', detail, [], { 'retry-after': String(seconds) });
  }
}

/** A participant's name is its own agency's; two agencies may use the same. */
function nameOf(caller: Caller): string {
  return `${caller.agency}/${caller.participant}`;
}

function stopping(): Refusal {
  return new Refusal(503, 'stopping', `This server is stopping. ${sendAgain}`, [], { 'retry-after': '2', connection: 'close' });
}
