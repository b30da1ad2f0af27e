import { Body, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readRequest } from '../api-problems/read-request';
import { DeskController, OpenToAll } from './desk-route';
import { SessionView, SignInRequest } from './session-views';
import { endedCookie, isSecure, sessionCookie } from './session-cookie';
import { SignedIn, type SignedInMember } from './signed-in';
import { SignIn } from './sign-in';

/** Signing in and out. */
@DeskController('api/session', 'Session')
export class SessionController {
  constructor(private readonly signIn: SignIn) {}

  @Post()
  @OpenToAll()
  @HttpCode(200)
  @ApiOperation({ operationId: 'signIn', summary: 'Signs in; sets the session cookie' })
  @ApiOkResponse({ type: SessionView })
  async start(
    @Body() body: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { token, view, maxAgeSeconds } = await this.signIn.start(readRequest(SignInRequest, body), {
      address: request.ip,
      userAgent: request.headers['user-agent'],
    });
    void reply.header('set-cookie', sessionCookie(token, maxAgeSeconds, isSecure(request)));
    return view;
  }

  @Get()
  @ApiOperation({ operationId: 'readSession', summary: 'Who is signed in' })
  @ApiOkResponse({ type: SessionView })
  read(@SignedIn() who: SignedInMember): Promise<SessionView> {
    return this.signIn.view(who);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ operationId: 'signOut', summary: 'Signs out' })
  @ApiSecurity('csrf')
  @ApiNoContentResponse()
  async end(
    @SignedIn() who: SignedInMember,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signIn.end(who);
    void reply.header('set-cookie', endedCookie(isSecure(request)));
  }
}
