import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../../api-problems/read-request';
import { DeskController } from '../../sign-in/desk-route';
import { Needs } from '../../sign-in/rights';
import { SignedIn, type SignedInMember } from '../../sign-in/signed-in';
import { LeadNamedView } from '../lead-requests';
import { ActsView, ActRequest, DecideRequest } from './act-requests';
import { ActOnLeads } from './act-on-leads';
import { RequestList } from './request-list';
import { LeadRequestsQuery, LeadRequestsView } from './request-views';
import { LeadRequests } from './requests';

/** What is done with leads, taken back, asked for and decided. */
@DeskController('api', 'Leads')
@Needs('workLeads')
export class LeadActsController {
  constructor(
    private readonly acts: ActOnLeads,
    private readonly requests: LeadRequests,
    private readonly all: RequestList,
  ) {}

  @Post('leads/acts')
  @HttpCode(200)
  @ApiOperation({ operationId: 'actOnLeads', summary: 'Does, or asks for, an act on one lead or on up to 500' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: ActsView })
  async act(@SignedIn() who: SignedInMember, @Body() body: ActRequest): Promise<ActsView> {
    return { acts: await this.acts.act(who, readRequest(ActRequest, body)) };
  }

  @Post('leads/:id/acts/:number/undo')
  @HttpCode(200)
  @ApiOperation({ operationId: 'undoLeadAct', summary: 'Takes back what was done with a lead' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: LeadNamedView })
  async undo(@SignedIn() who: SignedInMember, @Param('id') id: string, @Param('number') number: string): Promise<LeadNamedView> {
    return { id: await this.acts.undo(who, id, number) };
  }

  @Get('lead-requests')
  @ApiOperation({ operationId: 'listLeadRequests', summary: 'What was asked for and decided, newest first' })
  @ApiOkResponse({ type: LeadRequestsView })
  asked(@SignedIn() who: SignedInMember, @Query() query: LeadRequestsQuery): Promise<LeadRequestsView> {
    return this.all.list(who, readRequest(LeadRequestsQuery, query));
  }

  @Post('lead-requests/:id/decide')
  @Needs('decideRequests')
  @HttpCode(200)
  @ApiOperation({ operationId: 'decideLeadRequest', summary: 'Approves or declines what an agent asked for' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: LeadNamedView })
  async decide(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: DecideRequest): Promise<LeadNamedView> {
    return { id: (await this.requests.decide(who, id, readRequest(DecideRequest, body))).leadId };
  }
}
