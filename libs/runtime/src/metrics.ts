import { collectDefaultMetrics, Registry } from 'prom-client';

/** What a process measures of itself, for Prometheus. */
export class Metrics {
  readonly registry = new Registry();

  constructor(o: { withDefaults?: boolean } = {}) {
    if (o.withDefaults) collectDefaultMetrics({ register: this.registry });
  }
}
