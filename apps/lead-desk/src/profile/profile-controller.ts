import { Body, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { readRequest } from '../api-problems/read-request';
import { DeskController } from '../sign-in/desk-route';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { Profile } from './profile';
import { ChangePasswordRequest, OwnSessionsView } from './profile-views';

/** A member's own account; nobody sees or changes another's here. */
@DeskController('api/profile', 'Profile')
export class ProfileController {
  constructor(private readonly profile: Profile) {}

  @Get('sessions')
  @ApiOperation({ operationId: 'listOwnSessions', summary: 'Where one is signed in' })
  @ApiOkResponse({ type: OwnSessionsView })
  sessions(@SignedIn() who: SignedInMember): Promise<OwnSessionsView> {
    return this.profile.sessionsOf(who);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'endOwnSession', summary: 'Signs out there' })
  @ApiSecurity('csrf')
  @ApiNoContentResponse()
  endSession(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<void> {
    return this.profile.endSession(who, id);
  }

  @Delete('sessions')
  @HttpCode(204)
  @ApiOperation({ operationId: 'endOtherSessions', summary: 'Signs out everywhere but here' })
  @ApiSecurity('csrf')
  @ApiNoContentResponse()
  endOthers(@SignedIn() who: SignedInMember): Promise<void> {
    return this.profile.endOthers(who);
  }

  @Post('password')
  @HttpCode(204)
  @ApiOperation({ operationId: 'changePassword', summary: 'Sets another password, and signs out everywhere but here' })
  @ApiSecurity('csrf')
  @ApiNoContentResponse()
  changePassword(@SignedIn() who: SignedInMember, @Body() body: ChangePasswordRequest, @Req() request: FastifyRequest): Promise<void> {
    return this.profile.changePassword(who, readRequest(ChangePasswordRequest, body), request.ip);
  }
}
