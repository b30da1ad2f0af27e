import type { IdGenerator } from '@opentelemetry/sdk-trace';

interface Ids {
  readonly traceId: string;
  readonly spanId: string;
}

/** Ids of spans, at random; those of the next span as told, where others were told them before the span was made. */
export class ChosenIds implements IdGenerator {
  private chosen: Ids | undefined;

  constructor(private readonly random: IdGenerator) {}

  generateTraceId(): string {
    return this.chosen?.traceId ?? this.random.generateTraceId();
  }

  generateSpanId(): string {
    return this.chosen?.spanId ?? this.random.generateSpanId();
  }

  /** What `make` makes has these ids. */
  as<T>(ids: Ids | undefined, make: () => T): T {
    this.chosen = ids;
    try {
      return make();
    } finally {
      this.chosen = undefined;
    }
  }
}
