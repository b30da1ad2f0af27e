import { randomUUID } from 'node:crypto';
import { type Answer, digestOf, HttpTarget, type Outgoing, verdictIn } from '#delivery';
import { MappingFailed } from '#mapping';
import type { DataSource } from 'typeorm';
import type { Packs } from '../packs/packs';
import type { Connections } from '../setting-up/connections';
import type { VendorLine, VendorLines } from '../vendor-line';
import { withPack } from '../vendor-line';
import { type DeliveryGround, DeliverEvent, type Joined } from './deliver-event';
import { deliverTogether } from './deliver-together';
import { type Run, RunTakenOver, type Step } from './ledger';
import { RequestTrace } from './request-trace';

/** So often a mapping may run out of time before somebody has to look at it. */
const mostOutOfTime = 5;

/** Delivers events to connections: what lanes hand over becomes the requests of a pack. */
export class ConnectionTarget extends HttpTarget {
  constructor(
    private readonly o: DeliveryGround & {
      readonly db: DataSource;
      readonly connections: Connections;
      readonly packs: Packs;
      readonly lines: VendorLines;
      /** Something of ours is there to be read. */
      onOwnWrite(): void;
    },
  ) {
    super();
  }

  async send(outgoing: Outgoing): Promise<Answer> {
    const started = performance.now();
    try {
      const opened = await this.open(outgoing);
      return isOpen(opened) ? await this.deliver(opened) : opened;
    } catch (error) {
      return answerTo(error, outgoing, started);
    }
  }

  async sendTogether(all: readonly Outgoing[]): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    while (answers.length < all.length) {
      const [next, ...others] = all.slice(answers.length);
      if (!next) break;
      const came = await this.sendLeading(next, others);
      answers.push(...came);
      // What is behind it waits.
      if (came.some((answer) => ['retry', 'pause'].includes(verdictIn(answer)))) break;
    }
    return answers;
  }

  /** The first of them, with those behind it that go in the same request. */
  private async sendLeading(next: Outgoing, others: readonly Outgoing[]): Promise<readonly Answer[]> {
    const started = performance.now();
    try {
      const first = await this.open(next);
      if (!isOpen(first)) return [first];
      const joined = others.length > 0 ? await first.event.joins(first.steps) : undefined;
      const more = joined ? await this.joining(joined, others) : [];
      if (!joined || more.length === 0) return [await this.deliver(first)];
      const all = [first, ...more.map(({ opened }) => opened)];
      const { line, run } = first;
      return await this.traced(all, () => deliverTogether(line, [joined, ...more.map((one) => one.joined)], run.key, this.o.functions));
    } catch (error) {
      return [answerTo(error, next, started)];
    }
  }

  /** Those behind the first that go in one request with it, up to the first that does not. */
  private async joining({ request }: Joined, others: readonly Outgoing[]): Promise<{ opened: Opened; joined: Joined }[]> {
    const all: { opened: Opened; joined: Joined }[] = [];
    for (const outgoing of others.slice(0, request.together.most - 1)) {
      const opened = await this.open(outgoing);
      // What cannot be mapped says so when its turn comes.
      const joined = isOpen(opened) ? await opened.event.joins(opened.steps).catch(() => undefined) : undefined;
      if (!isOpen(opened) || joined?.request.id !== request.id) break;
      all.push({ opened, joined });
    }
    return all;
  }

  /** The vendor's client is whoever's opened it. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  private deliver(opened: Opened): Promise<Answer> {
    return this.traced([opened], () => opened.event.deliver(opened.steps));
  }

  private async traced<T>(all: readonly Opened[], ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } finally {
      for (const { trace, run } of all) await trace.write(this.o.db, run);
      this.o.onOwnWrite();
    }
  }

  /** Begins an event's delivery, or goes on with it. */
  private async open(outgoing: Outgoing): Promise<Opened | Answer> {
    const { target, event, attempt, work = 'live' } = outgoing;
    const { key, eventKey } = keysIn(outgoing.webhookId);
    const newest = await this.o.connections.find(target.agency, target.id);
    if (!newest) return failed('the connection cannot be used; its page says why', 30_000);
    const line = this.o.lines.to(newest);
    if ('kind' in line) return failed(line.says, line.retryAfterMs);
    const begun: Run = { connection: newest, key, eventKey, work, person: event.partitionkey, runner: randomUUID() };
    const { pack, version, steps } = await this.o.ledger.begin(begun);
    // What has begun ends on the version it began with.
    const current = newest.pack.document;
    const isCurrent = pack === current.pack && version === current.version;
    const connection = isCurrent ? newest : withPack(newest, await this.o.packs.find(target.agency, pack, version));
    const trace = new RequestTrace(() => this.o.clock.now());
    const run: Run = { ...begun, connection };
    // Written by `addressed` of the delivery.
    const told = JSON.parse(outgoing.body) as Record<string, unknown>;
    return { line, run, steps, trace, event: new DeliverEvent(this.o, line, run, event, told, attempt, trace) };
  }
}

/** A delivery of one event that has begun. */
interface Opened {
  readonly line: VendorLine;
  readonly run: Run;
  readonly steps: readonly Step[];
  readonly trace: RequestTrace;
  readonly event: DeliverEvent;
}

const isOpen = (opened: Opened | Answer): opened is Opened => 'event' in opened;

const failed = (error: string, retryAfterMs = 0, tookMs = 0): Answer => ({ status: null, error, body: '', retryAfterMs, tookMs });

function answerTo(error: unknown, { attempt }: Outgoing, started: number): Answer {
  const tookMs = Math.round(performance.now() - started);
  if (error instanceof MappingFailed && (!error.retriable || attempt >= mostOutOfTime))
    return { ...failed(error.message, 0, tookMs), means: { verdict: 'park', reason: `cannot be mapped: ${error.message}` } };
  // The database's own troubles, and a process that was thought dead: the event goes on elsewhere, or later.
  return failed(error instanceof Error ? error.message : String(error), error instanceof RunTakenOver ? 5_000 : 0, tookMs);
}

/** A replay's delivery, `EVENT.RUN`, has a ledger of its own; the event, and what was made of it before, stays the same. */
function keysIn(webhookId: string): { key: string; eventKey: string } {
  const [eventKey = webhookId, run] = webhookId.split('.');
  return { eventKey, key: run === undefined ? eventKey : digestOf('replay', eventKey, run) };
}
