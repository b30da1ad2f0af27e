import { Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiSecurity } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { readRequest } from '../api-problems/read-request';
import { DeskController } from '../sign-in/desk-route';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { LiveMessages } from './live-messages';
import { MessagesQuery, MessagesView, UnreadView } from './message-views';
import { Messages } from './messages';

/** What the member who asks was told. */
@DeskController('api/messages', 'Messages')
export class MessagesController {
  constructor(
    private readonly messages: Messages,
    private readonly live: LiveMessages,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listMessages', summary: 'Own messages, newest first' })
  @ApiOkResponse({ type: MessagesView })
  list(@SignedIn() who: SignedInMember, @Query() query: MessagesQuery): Promise<MessagesView> {
    return this.messages.list(who, readRequest(MessagesQuery, query));
  }

  @Get('live')
  @ApiOperation({
    operationId: 'followMessages',
    summary: 'How many are unread, as it changes, and that there is a newer lead (server-sent events named "unread" and "leads")',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  follow(@SignedIn() who: SignedInMember, @Res() reply: FastifyReply): void {
    this.live.follow(who, reply);
  }

  @Post('read')
  @HttpCode(200)
  @ApiOperation({ operationId: 'readAllMessages', summary: 'Marks all as read' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: UnreadView })
  readAll(@SignedIn() who: SignedInMember): Promise<UnreadView> {
    return this.messages.markAll(who);
  }

  @Post(':id/read')
  @HttpCode(200)
  @ApiOperation({ operationId: 'readMessage', summary: 'Marks one as read' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: UnreadView })
  read(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<UnreadView> {
    return this.messages.mark(who, id, true);
  }

  @Post(':id/unread')
  @HttpCode(200)
  @ApiOperation({ operationId: 'unreadMessage', summary: 'Takes the mark back' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: UnreadView })
  unread(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<UnreadView> {
    return this.messages.mark(who, id, false);
  }
}
