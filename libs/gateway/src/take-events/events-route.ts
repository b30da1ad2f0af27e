import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problemDetails, problemMediaType, Refusal, sendAgain } from '../refusal';
import { drain, SenderGone } from './body';
import type { TakingMeasures } from './measures';
import type { RefusalLog } from './refusal-log';
import type { TakeEvents } from './take-events';
import type { Trace } from './trace';

const eventsPath = '/v1/events';

/**
 * `POST /v1/events`. The answer is given in the first hook: the body is read here, bounded, and only after the key
 * was found good, so that Fastify's own parsers (one per media type for all routes) have no part in it.
 */
export function eventsRoute(
  takeEvents: TakeEvents,
  measures: TakingMeasures,
  log: RefusalLog,
  traceOf: (headers: IncomingHttpHeaders) => Trace,
) {
  return (scope: FastifyInstance, _options: unknown, registered: () => void): void => {
    const refuse = async (request: FastifyRequest, reply: FastifyReply, trace: Trace, error: unknown): Promise<void> => {
      if (error instanceof SenderGone) return void reply.hijack();
      const refusal = error instanceof Refusal ? error : unexpected(error);
      measures.refusedBy(refusal.status, refusal.rule);
      log.refused(refusal, trace);
      trace.answered(refusal.status, refusal.rule);
      await drain(request.raw);
      if (!request.raw.readableEnded) reply.header('connection', 'close');
      reply
        .code(refusal.status)
        .headers({ ...refusal.headers })
        .type(problemMediaType)
        .send(problemDetails(refusal, trace.id));
    };

    scope.addHook('onRequest', (request, reply) => {
      const trace = traceOf(request.headers);
      if (request.method !== 'POST') return void refuse(request, reply, trace, notAllowed(request.method));
      takeEvents.take(request.raw, trace).then(
        (receipts) => {
          reply.code(202).type('application/json').send(JSON.stringify({ receipts }));
          trace.answered(202);
        },
        (error: unknown) => refuse(request, reply, trace, error),
      );
    });
    scope.route({ method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], url: eventsPath, exposeHeadRoute: false, handler: answeredByTheHook });
    registered();
  };
}

const answeredByTheHook = (): void => {};

function notAllowed(method: string): Refusal {
  return new Refusal(405, 'method', `${method} is not taken here; POST events.`, [], { allow: 'POST' });
}

/** The facts go to the log, not to the sender. Whether something was appended is not known here. */
function unexpected(cause: unknown): Refusal {
  const refusal = new Refusal(500, 'unexpected', `Something went wrong here. ${sendAgain}`);
  refusal.cause = cause;
  return refusal;
}
