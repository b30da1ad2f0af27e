import { BaseRpcContext, type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import type { EventLog, LogIncident, RecordBatch, Subscription } from '../event-log';

export interface EventLogStrategyOptions {
  readonly log: EventLog;
  /** Name of the reader; several processes with one name share the work. */
  readonly group: string;
  /** What the handlers of this reader name in their `@EventPattern(topic, transport)`. */
  readonly transport: symbol;
  /** Next position to read, as the handler's own transaction left it. */
  positionOf(topic: string, partition: number): Promise<string | undefined>;
  onIncident(incident: LogIncident): void;
}

/**
 * The Nest transport of the event log: a pattern is a topic, and a handler is called once per batch (`RecordBatch`). The
 * position is the handler's own, kept in its transaction; a handler that fails gets the same batch again, for ever.
 */
export class EventLogStrategy extends Server implements CustomTransportStrategy {
  // Nest would only log what a handler throws; the log has to hear of it.
  override readonly propagatesEventHandlerErrors = true;
  private subscription: Subscription | undefined;

  constructor(private readonly o: EventLogStrategyOptions) {
    super();
    this.transportId = o.transport;
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      await this.begin();
    } catch (error) {
      return callback(error);
    }
    callback();
  }

  /** Resolves when the running handler is done and nothing more will be handed over. */
  async close(): Promise<void> {
    await this.subscription?.stop();
  }

  /** There are no events of its own: incidents go to whoever made it. */
  on(): void {}

  /** The log it reads. */
  unwrap<T>(): T {
    return this.o.log as T; // Nest's own signature leaves the type to the caller
  }

  private async begin(): Promise<void> {
    const { log, group, positionOf, onIncident } = this.o;
    const topics = [...this.messageHandlers.keys()];
    this.subscription = await log.subscribe({ group, topics, positionOf, onIncident, handle: (batch) => this.handOver(batch) });
  }

  private async handOver(batch: RecordBatch): Promise<void> {
    const handler = this.messageHandlers.get(batch.topic);
    if (!handler) return;
    const answer: unknown = await handler(batch, new BaseRpcContext([batch]));
    await lastValueFrom(this.transformToObservable(answer), { defaultValue: undefined });
  }
}
