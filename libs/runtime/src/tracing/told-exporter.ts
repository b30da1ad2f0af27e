import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../observing/logger';

type Done = Parameters<SpanExporter['export']>[1];

/** Hands spans on to the collector, and tells the log once when it takes none and once when it takes them again. */
export class ToldExporter implements SpanExporter {
  private lost = 0;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly log: Pick<Logger, 'warn' | 'info'>,
    /** Where the collector is, without what may be secret in an address. */
    private readonly collector: string,
  ) {}

  export(spans: ReadableSpan[], done: Done): void {
    this.exporter.export(spans, (result) => {
      // 0 is success in `ExportResultCode`, a name of a package that is loaded only where spans are made.
      if (result.code === 0) this.taken();
      else this.refused(spans.length, result.error);
      done(result);
    });
  }

  async shutdown(): Promise<void> {
    await this.exporter.shutdown();
  }

  async forceFlush(): Promise<void> {
    await this.exporter.forceFlush?.();
  }

  private taken(): void {
    if (this.lost > 0) this.log.info({ collector: this.collector, lost: this.lost }, 'the collector takes spans again');
    this.lost = 0;
  }

  private refused(spans: number, error: Error | undefined): void {
    if (this.lost === 0)
      this.log.warn({ collector: this.collector, why: error?.message }, 'the collector takes no spans; they are dropped until it does');
    this.lost += spans;
  }
}
