import { contextOfSpan, type Tracing } from '#runtime';
import { type Span, SpanStatusCode } from '@opentelemetry/api';
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
    const span = this.begin(outgoing);
    const answer = await this.http.send({ ...outgoing, trace: contextOfSpan(span) });
    end(span, answer);
    return answer;
  }

  /** A span for each event, under what its own sender did; the target goes on under the first. */
  async sendTogether(all: readonly Outgoing[], id: string): Promise<readonly Answer[]> {
    const spans = all.map((outgoing) => this.begin(outgoing));
    const traced = all.map((outgoing, place) => ({ ...outgoing, trace: spans[place] ? contextOfSpan(spans[place]) : outgoing.trace }));
    const answers = await this.http.sendTogether(traced, id);
    for (const [place, span] of spans.entries()) end(span, answers[place]);
    return answers;
  }

  private begin({ event, target, trace, attempt }: Outgoing): Span {
    return this.tracing.begin('deliver', {
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
  }

  close(): Promise<void> {
    return this.http.close();
  }
}

function end(span: Span, answer: Answer | undefined): void {
  const status = answer?.status ?? null;
  const verdict = verdictOf(status);
  span.setAttribute('people_exchange.outcome', verdict === 'done' ? 'delivered' : verdict);
  if (status !== null) span.setAttribute('http.response.status_code', status);
  if (verdict !== 'done') {
    span.setAttribute('error.type', status === null ? 'noAnswer' : String(status));
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
