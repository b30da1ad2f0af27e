import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedInMember } from '../sign-in/signed-in';
export class LiveEvents {
  follow(_who: SignedInMember, _request: FastifyRequest, _reply: FastifyReply): void {}
}
