import { Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { DeskController } from '../sign-in/desk-route';
import { Needs } from '../sign-in/rights';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { DeskMails } from './desk-mails';
import { MailDetailView, MailsQuery, MailsView } from './mail-views';

/** Mails that went out, wait, or could not be sent. */
@DeskController('api/mails', 'Mails')
@Needs('seeMails')
export class MailsController {
  constructor(private readonly mails: DeskMails) {}

  @Get()
  @ApiOperation({ operationId: 'listMails', summary: 'Mails, newest first' })
  @ApiOkResponse({ type: MailsView })
  list(@SignedIn() { agency }: SignedInMember, @Query() query: MailsQuery): Promise<MailsView> {
    return this.mails.list(agency, readRequest(MailsQuery, query));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readMail', summary: 'One mail with its text' })
  @ApiOkResponse({ type: MailDetailView })
  read(@SignedIn() { agency }: SignedInMember, @Param('id') id: string): Promise<MailDetailView> {
    return this.mails.read(agency, id);
  }

  @Post(':id/again')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'sendMailAgain',
    summary: 'Sends a mail again that was refused, or of which nobody knows whether it arrived',
  })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: MailDetailView })
  again(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<MailDetailView> {
    return this.mails.again(who, id);
  }
}
