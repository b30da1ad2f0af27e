import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { EventLog, LogIncident, RecordBatch, Subscription } from '../event-log';

export interface EventLogStrategyOptions {
  readonly log: EventLog;
  readonly group: string;
  /** The handlers that name it are this strategy's: `@EventPattern(TOPIC, transport)`. */
  readonly transport: symbol;
  positionOf(topic: string, partition: number): Promise<string | undefined>;
  onIncident(incident: LogIncident): void;
  /** Handlers are called for so many partitions at once; one unless told. */
  readonly partitionsAtOnce?: number;
}

/** A batch came of a topic that no handler takes. */
export class NoHandlerForTopic extends Error {
  readonly code = 'noHandlerForTopic';
  readonly retriable = false;

  constructor(readonly facts: { topic: string }) {
    super(`No handler takes ${facts.topic}`);
    this.name = 'NoHandlerForTopic';
  }
}

/**
 * Hands Nest's event handlers whole batches of the event log: one call per batch, which ends when the batch is taken. A handler
 * that rejects, or whose observable errors, gets the same batch again.
 */
export class EventLogStrategy extends Server implements CustomTransportStrategy {
  /** Failures travel to the log, which hands the batch over again; Nest need not log them. */
  override readonly propagatesEventHandlerErrors = true;
  private subscription: Subscription | undefined;

  constructor(private readonly o: EventLogStrategyOptions) {
    super();
    this.transportId = o.transport;
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      const topics = [...this.messageHandlers.keys()];
      const { log, group } = this.o;
      this.subscription =
        topics.length === 0
          ? undefined
          : await log.subscribe({
              group,
              topics,
              positionOf: (topic, partition) => this.o.positionOf(topic, partition),
              handle: (batch) => this.hand(batch),
              onIncident: (incident) => this.o.onIncident(incident),
              partitionsAtOnce: this.o.partitionsAtOnce,
            });
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Resolves when the running handler is done and nothing more is handed over. */
  async close(): Promise<void> {
    const { subscription } = this;
    this.subscription = undefined;
    await subscription?.stop();
  }

  override on(): void {
    // The log tells its incidents to who made this strategy; there are no events beside them.
  }

  override unwrap<T>(): T {
    // Nest lets the caller name the type; what is below this transport is the log.
    return this.o.log as T;
  }

  private async hand(batch: RecordBatch): Promise<void> {
    // Several handlers of one topic are chained by Nest behind the first.
    const handler = this.messageHandlers.get(batch.topic);
    if (!handler) throw new NoHandlerForTopic({ topic: batch.topic });
    const result: unknown = await handler(batch);
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
  }
}
