import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { familyOf } from '../links/address-family';
import type { RedeemLink } from '../links/redeem-link';
import { noWayIn, pageHeaders, tryAgain } from './page';

type LinkRequest = FastifyRequest<{ Params: { token: string } }>;

/**
 * `GET /v1/sign-ons/TOKEN`: what a person's browser opens. A route of its own, without the HEAD that others get: who only looks must use
 * nothing up.
 */
export function linkRoute(redeem: RedeemLink, onTrouble: (message: string) => void) {
  return async (scope: FastifyInstance): Promise<void> => {
    scope.get<{ Params: { token: string } }>('/v1/sign-ons/:token', { exposeHeadRoute: false }, async (request, reply) => {
      if (looksAhead(request)) return reply.code(503).headers(pageHeaders).send(tryAgain);
      try {
        return await open(redeem, request, reply);
      } catch (error) {
        onTrouble(`A sign-on could not be opened: ${error instanceof Error ? error.message : String(error)}`);
        return reply.code(503).headers(pageHeaders).send(tryAgain);
      }
    });
  };
}

async function open(redeem: RedeemLink, request: LinkRequest, reply: FastifyReply): Promise<FastifyReply> {
  const redeemed = await redeem.redeem(request.params.token, familyOf(request.ip));
  if (redeemed.kind !== 'letIn') {
    return reply
      .code(redeemed.kind === 'gone' ? 410 : 404)
      .headers(pageHeaders)
      .send(noWayIn);
  }
  const { 'cache-control': cache, 'referrer-policy': referrer } = pageHeaders;
  return reply.code(303).headers({ location: redeemed.location, 'cache-control': cache, 'referrer-policy': referrer }).send();
}

/** A browser that guesses where somebody may go next says so. */
function looksAhead({ headers }: LinkRequest): boolean {
  return ['sec-purpose', 'purpose', 'x-moz'].some((name) => /prefetch|prerender|preview/iu.test(String(headers[name] ?? '')));
}
