import { collectDefaultMetrics, Registry } from 'prom-client';

/** What a process measures of itself, for Prometheus; rooms register theirs in `registry`. */
export class Metrics {
  readonly registry = new Registry();

  /** `withDefaults`: memory, processor, garbage collection and event loop delay; for processes, not for tests. */
  constructor(o: { withDefaults?: boolean; labels?: Readonly<Record<string, string>> } = {}) {
    if (o.labels) this.registry.setDefaultLabels(o.labels);
    if (o.withDefaults) collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 10 });
  }
}
