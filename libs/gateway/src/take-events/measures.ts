import { Counter, Histogram, type Registry } from 'prom-client';
import type { Side } from '#people-exchange';

/** What operators count at this door. */
export class TakingMeasures {
  private readonly accepted: Counter<'side'>;
  private readonly refused: Counter<'status' | 'rule'>;
  private readonly requestEvents: Histogram<'side'>;
  private readonly appendSeconds: Histogram<'side'>;

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
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
      registers,
    });
    this.appendSeconds = new Histogram({
      name: 'people_exchange_append_seconds',
      help: 'Time from a checked request to its events being durable.',
      labelNames: ['side'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
      registers,
    });
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
