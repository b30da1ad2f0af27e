import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { Assignments } from '../assignment/assignments';
import { DeskController } from '../sign-in/desk-route';
import { Needs } from '../sign-in/rights';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { AgentChoicesView, AssignmentStoryView, AssignRequest, OffersView, RejectRequest } from './offer-views';
import { Offers } from './offers';

/** Taking, leaving and giving leads (F10, F14, X11, B10, B12). Each answers how the lead stands now; a second click changes nothing. */
@Needs('workLeads')
@DeskController('api', 'Assignment')
export class OffersController {
  constructor(
    private readonly offers: Offers,
    private readonly assignments: Assignments,
  ) {}

  @Get('offers')
  @ApiOperation({ operationId: 'listOffers', summary: 'What is offered to oneself now' })
  @ApiOkResponse({ type: OffersView })
  list(@SignedIn() who: SignedInMember): Promise<OffersView> {
    return this.offers.list(who);
  }

  @Get('agents')
  @ApiOperation({ operationId: 'listAgents', summary: 'Whom leads can be given to' })
  @ApiOkResponse({ type: AgentChoicesView })
  agents(@SignedIn() who: SignedInMember): Promise<AgentChoicesView> {
    return this.offers.choices(who);
  }

  @Get('leads/:id/assignment')
  @ApiOperation({ operationId: 'readAssignment', summary: 'Whose a lead is, and how it came to that, with reasons' })
  @ApiOkResponse({ type: AssignmentStoryView })
  story(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<AssignmentStoryView> {
    return this.offers.story(who, id);
  }

  @Post('leads/:id/accept')
  @HttpCode(200)
  @ApiOperation({ operationId: 'acceptLead', summary: 'Takes a lead offered to oneself; the first of several has it' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: AssignmentStoryView })
  async accept(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<AssignmentStoryView> {
    await this.assignments.accept(who, id);
    return this.offers.story(who, id);
  }

  @Post('leads/:id/reject')
  @HttpCode(200)
  @ApiOperation({ operationId: 'rejectLead', summary: 'Leaves a lead offered to oneself, with a reason; it goes to the next' })
  @ApiSecurity('csrf')
  @ApiBody({ type: RejectRequest })
  @ApiOkResponse({ type: OffersView })
  async reject(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: unknown): Promise<OffersView> {
    await this.assignments.reject(who, id, readRequest(RejectRequest, body).reason);
    return this.offers.list(who);
  }

  @Post('leads/:id/assign')
  @Needs('assignLeads')
  @HttpCode(200)
  @ApiOperation({ operationId: 'assignLead', summary: 'Gives a lead to an agent under one’s control, whoever had it' })
  @ApiSecurity('csrf')
  @ApiBody({ type: AssignRequest })
  @ApiOkResponse({ type: AssignmentStoryView })
  async assign(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: unknown): Promise<AssignmentStoryView> {
    await this.assignments.assign(who, id, readRequest(AssignRequest, body).agent);
    return this.offers.story(who, id);
  }
}
