import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { AppendWatcher, BatchingAppender } from '#event-log';
import type { Side } from '#people-exchange';

const eventBuckets = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const appendBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

/** What operators count at this door. */
export class TakingMeasures implements AppendWatcher {
  private readonly accepted: Counter<'side'>;
  private readonly refused: Counter<'status' | 'rule'>;
  private readonly requestEvents: Histogram<'side'>;
  private readonly appendSeconds: Histogram<'side'>;
  private readonly batchEvents: Histogram<'topic'>;
  private readonly batchSeconds: Histogram<'topic'>;
  private readonly batchFailures: Counter<'topic'>;
  private appender: BatchingAppender | undefined;

  constructor(registry: Registry) {
    const registers = [registry];
    this.accepted = new Counter({
      name: 'people_exchange_events_accepted_total',
      help: 'Events that were appended to the log and receipted.',
      labelNames: ['side'],
      registers,
    });
    this.refused = new Counter({
      name: 'people_exchange_requests_refused_total',
      help: 'Requests that were refused, by HTTP status and the rule they broke.',
      labelNames: ['status', 'rule'],
      registers,
    });
    this.requestEvents = new Histogram({
      name: 'people_exchange_request_events',
      help: 'Events per request.',
      labelNames: ['side'],
      buckets: eventBuckets,
      registers,
    });
    this.appendSeconds = new Histogram({
      name: 'people_exchange_append_seconds',
      help: 'Time from a checked request to its events being durable.',
      labelNames: ['side'],
      buckets: appendBuckets,
      registers,
    });
    this.batchEvents = new Histogram({
      name: 'people_exchange_append_batch_events',
      help: 'Events per append to the log.',
      labelNames: ['topic'],
      buckets: eventBuckets,
      registers,
    });
    this.batchSeconds = new Histogram({
      name: 'people_exchange_append_batch_seconds',
      help: 'Time an append to the log took.',
      labelNames: ['topic'],
      buckets: appendBuckets,
      registers,
    });
    this.batchFailures = new Counter({
      name: 'people_exchange_append_failures_total',
      help: 'Appends that the log refused or did not confirm.',
      labelNames: ['topic'],
      registers,
    });
    const queue = (name: string, help: string, of: 'entries' | 'bytes'): void => {
      const gauge: Gauge = new Gauge({ name, help, registers, collect: () => gauge.set(this.appender?.queued[of] ?? 0) });
    };
    queue('people_exchange_append_queued_events', 'Events that wait to be appended, or are being appended.', 'entries');
    queue('people_exchange_append_queued_bytes', 'Bytes of them.', 'bytes');
  }

  appended(topic: string, entries: number, seconds: number): void {
    this.batchEvents.observe({ topic }, entries);
    this.batchSeconds.observe({ topic }, seconds);
    // A counter that begins at its first failure hides that one from whoever asks for the increase.
    this.batchFailures.inc({ topic }, 0);
  }

  failed(topic: string): void {
    this.batchFailures.inc({ topic });
  }

  /** Shows what waits at this appender. */
  shown(appender: BatchingAppender): BatchingAppender {
    this.appender = appender;
    return appender;
  }

  /** Call before the append; call what it returns once the events are durable. */
  appending(side: Side, events: number): () => void {
    const started = performance.now();
    return () => {
      this.appendSeconds.observe({ side }, (performance.now() - started) / 1000);
      this.requestEvents.observe({ side }, events);
      this.accepted.inc({ side }, events);
    };
  }

  refusedBy(status: number, rule: string): void {
    this.refused.inc({ status: String(status), rule });
  }
}
