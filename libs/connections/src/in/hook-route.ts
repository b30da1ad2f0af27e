import { drain, problemDetails, problemMediaType, readBody, Refusal, SenderGone } from '#gateway';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TakeHook } from './take-hook';

/**
 * `POST /v1/hooks/CONNECTION`: a vendor's own webhooks. As with events, the body is read here and bounded; the signature covers its
 * very bytes, so that nobody may have parsed it before.
 */
export function hookRoute(takeHook: TakeHook) {
  return (scope: FastifyInstance, _options: unknown, registered: () => void): void => {
    scope.addHook('onRequest', (request, reply) => {
      answer(takeHook, request, reply).catch(async (error: unknown) => {
        if (error instanceof SenderGone) return void reply.hijack();
        const refusal = error instanceof Refusal ? error : unavailable(error);
        await drain(request.raw);
        reply
          .code(refusal.status)
          .headers({ ...refusal.headers })
          .type(problemMediaType)
          .send(problemDetails(refusal));
      });
    });
    scope.route({ method: 'POST', url: '/v1/hooks/:hook', exposeHeadRoute: false, handler: answeredByTheHook });
    registered();
  };
}

async function answer(takeHook: TakeHook, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const hook = /^\/v1\/hooks\/([\w-]{1,100})(?:\?|$)/u.exec(request.url)?.[1] ?? '';
  const known = await takeHook.find(hook);
  const body = await readBody(request.raw);
  const kept = await takeHook.take(known, headersOf(request), body);
  reply
    .code(202)
    .type('application/json')
    .send(JSON.stringify({ taken: kept }));
}

function headersOf({ headers }: FastifyRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

const answeredByTheHook = (): void => {};

/** Never a 4xx for a passing trouble: the vendor would not send it again. */
function unavailable(cause: unknown): Refusal {
  const refusal = new Refusal(503, 'unavailable', 'It could not be kept just now; please send it again.', [], { 'retry-after': '5' });
  refusal.cause = cause;
  return refusal;
}
