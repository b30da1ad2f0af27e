import { contextOfSpan, type Tracing, writeTraceparent } from '#runtime';
import { type Attributes, type Span, TraceFlags } from '@opentelemetry/api';
import {
  type Erased,
  EventLog,
  type LogEntry,
  type LogRecord,
  type PartitionEnds,
  type PersonKey,
  type ReadFrom,
  type RecordBatch,
  type SubscribeOptions,
  type Subscription,
} from '../event-log';

type Carried = Pick<LogEntry, 'attributes'>;

interface Work {
  /** What is done with each event; a batch of several has a span `NAME batch` beside, linked to theirs. */
  readonly name: string;
  readonly kind: 'producer' | 'consumer';
  readonly attributes: Attributes;
  /** The outcome where all went well. */
  readonly done: string;
}

/** A log whose appends and batches are seen in the traces of the events they carry. */
export class TracedEventLog extends EventLog {
  readonly kind: EventLog['kind'];

  constructor(
    private readonly log: EventLog,
    private readonly tracing: Tracing,
  ) {
    super();
    this.kind = log.kind;
  }

  append(topic: string, entries: readonly LogEntry[]): Promise<void> {
    const work = { name: 'append', kind: 'producer', done: 'appended', attributes: this.about(topic, 'send') } as const;
    return this.traced(work, entries, () => this.log.append(topic, entries));
  }

  subscribe(options: SubscribeOptions): Promise<Subscription> {
    return this.log.subscribe({
      ...options,
      positionOf: (topic, partition) => options.positionOf(topic, partition),
      onIncident: (incident) => options.onIncident(incident),
      handle: (batch) => {
        const attributes = { ...this.about(batch.topic, 'process'), 'messaging.consumer.group.name': options.group };
        const work = { name: 'take', kind: 'consumer', done: 'taken', attributes } as const;
        return this.traced(work, batch.records.filter(isReadable), () => options.handle(batch));
      },
    });
  }

  read(topic: string, from: ReadFrom): AsyncIterable<RecordBatch> {
    return this.log.read(topic, from);
  }

  ends(topics: readonly string[]): Promise<PartitionEnds[]> {
    return this.log.ends(topics);
  }

  ready(): Promise<{ ok: boolean; warnings: string[] }> {
    return this.log.ready();
  }

  erase(person: PersonKey): Promise<Erased> {
    return this.log.erase(person);
  }

  close(): Promise<void> {
    return this.log.close();
  }

  private about(topic: string, operation: string): Attributes {
    return { 'messaging.system': this.kind, 'messaging.destination.name': topic, 'messaging.operation.type': operation };
  }

  private async traced<T>(work: Work, carried: readonly Carried[], run: () => Promise<T>): Promise<T> {
    const beganAt = performance.now();
    try {
      const result = await run();
      this.tell(work, carried, beganAt, {});
      return result;
    } catch (error) {
      this.tell(work, carried, beganAt, { 'error.type': error instanceof Error && 'code' in error ? String(error.code) : 'unknown' });
      throw error;
    }
  }

  /** Made when it is over: so the way of the events waits for no span. */
  private tell(work: Work, carried: readonly Carried[], beganAt: number, failure: Attributes): void {
    const outcome = 'error.type' in failure ? 'failed' : work.done;
    const batch = carried.length > 1 ? this.tracing.newTrace() : undefined;
    const links = batch?.sampled ? [{ traceparent: writeTraceparent(batch) }] : [];
    const spans: Span[] = [];
    for (const { attributes } of carried) {
      const span = this.tracing.begin(work.name, {
        kind: work.kind,
        under: attributes,
        beganAt,
        links,
        attributes: {
          ...work.attributes,
          ...failure,
          'people_exchange.agency': attributes['agency'],
          'people_exchange.participant': attributes['origin'],
          'people_exchange.outcome': outcome,
          'cloudevents.event_type': attributes['type'],
        },
      });
      span.end();
      if (isSampled(span)) spans.push(span);
    }
    if (batch === undefined || spans.length === 0) return;
    const attributes = {
      ...work.attributes,
      ...failure,
      'people_exchange.outcome': outcome,
      'messaging.batch.message_count': carried.length,
    };
    this.tracing.begin(`${work.name} batch`, { kind: work.kind, as: batch, beganAt, links: spans.map(contextOfSpan), attributes }).end();
  }
}

function isReadable(record: RecordBatch['records'][number]): record is LogRecord {
  return record.malformed === undefined;
}

function isSampled(span: Span): boolean {
  return (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
}
