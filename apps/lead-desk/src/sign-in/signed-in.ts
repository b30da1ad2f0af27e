import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DeskRefusal } from '../api-problems/desk-refusal';
import type { SessionView } from './session-views';

/** The session a request came with; set by the guard. */
export interface SignedInMember {
  readonly memberId: string;
  readonly name: string;
  readonly agency: string;
  readonly tokenHash: Buffer;
  readonly csrf: string;
  readonly member: SessionView['member'];
}

const sessions = new WeakMap<FastifyRequest['raw'], SignedInMember>();

export const notSignedIn = (): DeskRefusal => new DeskRefusal(401, [{ path: '', rule: 'session', message: 'Sign in first' }]);

export function rememberSession(request: FastifyRequest, member: SignedInMember): void {
  sessions.set(request.raw, member);
}

function sessionOf(request: FastifyRequest): SignedInMember {
  const member = sessions.get(request.raw);
  if (!member) throw notSignedIn();
  return member;
}

export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext) =>
  sessionOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
