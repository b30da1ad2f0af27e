import { randomUUID } from 'node:crypto';
import { type Answer, digestOf, HttpTarget, type Outgoing, verdictIn } from '#delivery';
import { MappingFailed } from '#mapping';
import type { DataSource } from 'typeorm';
import type { Packs } from '../packs/packs';
import type { Connections } from '../setting-up/connections';
import type { VendorLines } from '../vendor-line';
import { withPack } from '../vendor-line';
import { type DeliveryGround, DeliverEvent } from './deliver-event';
import { type Run, RunTakenOver } from './ledger';
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
    const failed = (error: string, retryAfterMs = 0): Answer => ({
      status: null,
      error,
      body: '',
      retryAfterMs,
      tookMs: Math.round(performance.now() - started),
    });
    try {
      return await this.deliver(outgoing, failed);
    } catch (error) {
      if (error instanceof MappingFailed && (!error.retriable || outgoing.attempt >= mostOutOfTime))
        return { ...failed(error.message), means: { verdict: 'park', reason: `cannot be mapped: ${error.message}` } };
      // The database's own troubles, and a process that was thought dead: the event goes on elsewhere, or later.
      return failed(error instanceof Error ? error.message : String(error), error instanceof RunTakenOver ? 5_000 : 0);
    }
  }

  async sendTogether(all: readonly Outgoing[]): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    for (const outgoing of all) {
      const answer = await this.send(outgoing);
      answers.push(answer);
      if (verdictIn(answer) === 'retry' || verdictIn(answer) === 'pause') break;
    }
    return answers;
  }

  /** The vendor's client is whoever's opened it. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  private async deliver(outgoing: Outgoing, failed: (error: string, retryAfterMs?: number) => Answer): Promise<Answer> {
    const { target, event, attempt, work = 'live' } = outgoing;
    const { key, eventKey } = keysIn(outgoing.webhookId);
    const newest = await this.o.connections.find(target.agency, target.id);
    if (!newest) return failed('the connection cannot be used; its page says why', 30_000);
    const line = this.o.lines.to(newest);
    if ('kind' in line) return failed(line.says, line.retryAfterMs);
    const run: Run = { connection: newest, key, eventKey, work, person: event.partitionkey, runner: randomUUID() };
    const { version, steps } = await this.o.ledger.begin(run);
    // What has begun ends on the version it began with.
    const { pack: name, version: current } = newest.pack.document;
    const connection = version === current ? newest : withPack(newest, await this.o.packs.find(target.agency, name, version));
    const trace = new RequestTrace(() => this.o.clock.now());
    const begun: Run = { ...run, connection };
    // Written by `addressed` of the delivery.
    const told = JSON.parse(outgoing.body) as Record<string, unknown>;
    try {
      return await new DeliverEvent(this.o, line, begun, event, told, attempt, trace).deliver(steps);
    } finally {
      await trace.write(this.o.db, begun);
      this.o.onOwnWrite();
    }
  }
}

/** A replay's delivery, `EVENT.RUN`, has a ledger of its own; the event, and what was made of it before, stays the same. */
function keysIn(webhookId: string): { key: string; eventKey: string } {
  const [eventKey = webhookId, run] = webhookId.split('.');
  return { eventKey, key: run === undefined ? eventKey : digestOf('replay', eventKey, run) };
}
