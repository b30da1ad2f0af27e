import { Controller, Get, Header, Inject } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** One process's measures; rooms register theirs in `registry`, `/metrics` shows them all. */
export class Metrics {
  readonly registry = new Registry();

  constructor(labels: Readonly<Record<string, string>> = {}) {
    this.registry.setDefaultLabels(labels);
  }

  /** Memory, processor, garbage collection and event loop delay; once per process, so the app asks for it and tests do not. */
  watchProcess(): this {
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 10 });
    return this;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}

@Controller('metrics')
export class MetricsController {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  show(): Promise<string> {
    return this.metrics.text();
  }
}
