import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Right } from '#lead';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { securityHeaders } from '../screens/security-headers';
import { checkSameOrigin, checkCsrf } from './cross-site';
import { openToAll } from './desk-route';
import { demand, neededRight } from './rights';
import { tokenIn } from './session-cookie';
import { Sessions } from './sessions';
import { notSignedIn, rememberSession } from './signed-in';

/** Lets in who is signed in; every change also has to come from our own screens. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly sessions: Sessions,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    void http.getResponse<FastifyReply>().headers({ ...securityHeaders, 'cache-control': 'no-store' });
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes) checkSameOrigin(request);
    if (this.reflector.get<boolean | undefined>(openToAll, context.getHandler())) return true;
    const member = await this.sessions.find(tokenIn(request.headers.cookie));
    if (!member) throw notSignedIn();
    if (changes) checkCsrf(request, member.csrf);
    for (const place of [context.getClass(), context.getHandler()])
      demand(member.member.role, this.reflector.get<Right | undefined>(neededRight, place));
    rememberSession(request, member);
    return true;
  }
}
