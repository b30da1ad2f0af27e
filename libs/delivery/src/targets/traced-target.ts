import { contextOfSpan, type Tracing } from '#runtime';
import { SpanStatusCode } from '@opentelemetry/api';
import { type Answer, HttpTarget, type Outgoing, verdictOf } from './http-target';

/** Each attempt as a span under what the event's sender did; the target is told that span, so that what it does goes on under it. */
export class TracedTarget extends HttpTarget {
  constructor(
    private readonly http: HttpTarget,
    private readonly tracing: Tracing,
  ) {
    super();
  }

  async send(outgoing: Outgoing): Promise<Answer> {
    const { event, target, trace, attempt } = outgoing;
    const span = this.tracing.begin('deliver', {
      kind: 'client',
      under: trace,
      attributes: {
        'http.request.method': 'POST',
        'people_exchange.agency': target.agency,
        'people_exchange.participant': event.origin,
        'people_exchange.target': target.id,
        'people_exchange.attempt': attempt,
        'cloudevents.event_type': event.type,
      },
    });
    const answer = await this.http.send({ ...outgoing, trace: contextOfSpan(span) });
    const verdict = verdictOf(answer.status);
    span.setAttribute('people_exchange.outcome', verdict === 'done' ? 'delivered' : verdict);
    if (answer.status !== null) span.setAttribute('http.response.status_code', answer.status);
    if (verdict !== 'done') {
      span.setAttribute('error.type', answer.status === null ? 'noAnswer' : String(answer.status));
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
    return answer;
  }

  close(): Promise<void> {
    return this.http.close();
  }
}
