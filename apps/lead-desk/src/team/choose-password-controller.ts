import { Body, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { readRequest } from '../api-problems/read-request';
import { DeskController, OpenToAll } from '../sign-in/desk-route';
import { shortestPassword } from '../sign-in/passwords';
import { ChoosePassword } from './choose-password';

export class ChoosePasswordRequest {
  @ApiProperty({ description: 'From the link, behind #' })
  @Matches(/^[\w-]{1,200}$/, { message: 'The link is not whole; open it once more from the mail' })
  token: string;
  @ApiProperty({ minLength: shortestPassword, maxLength: 256, format: 'password' })
  @IsString()
  @MinLength(shortestPassword, { message: `A password needs at least ${shortestPassword} characters` })
  @MaxLength(256)
  password: string;
}

export class AskForResetRequest {
  @ApiProperty({ maxLength: 320 }) @IsString() @MinLength(1) @MaxLength(320) email: string;
}

export class ChosenPasswordView {
  @ApiProperty({ description: 'To sign in with' }) email: string;
}

/** Passwords chosen with a link from a mail; open to all, since nobody is signed in yet. */
@DeskController('api', 'Session')
export class ChoosePasswordController {
  constructor(private readonly choosing: ChoosePassword) {}

  @Post('invitations/accept')
  @OpenToAll()
  @HttpCode(200)
  @ApiOperation({ operationId: 'acceptInvitation', summary: 'Chooses the first password with the link of an invitation' })
  @ApiOkResponse({ type: ChosenPasswordView })
  accept(@Body() body: ChoosePasswordRequest): Promise<ChosenPasswordView> {
    const { token, password } = readRequest(ChoosePasswordRequest, body);
    return this.choosing.choose('invitation', token, password);
  }

  @Post('password-resets')
  @OpenToAll()
  @HttpCode(202)
  @ApiOperation({ operationId: 'askForReset', summary: 'Mails a link to choose another password, if the address is a member’s' })
  @ApiAcceptedResponse({ description: 'The same whoever it is' })
  ask(@Body() body: AskForResetRequest, @Req() request: FastifyRequest): Promise<void> {
    return this.choosing.ask(readRequest(AskForResetRequest, body).email, request.ip);
  }

  @Post('password-resets/finish')
  @OpenToAll()
  @HttpCode(200)
  @ApiOperation({ operationId: 'finishReset', summary: 'Chooses another password, and signs out everywhere' })
  @ApiOkResponse({ type: ChosenPasswordView })
  finish(@Body() body: ChoosePasswordRequest): Promise<ChosenPasswordView> {
    const { token, password } = readRequest(ChoosePasswordRequest, body);
    return this.choosing.choose('reset', token, password);
  }
}
