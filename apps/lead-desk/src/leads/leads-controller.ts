import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { DeskController } from '../sign-in/desk-route';
import { Needs } from '../sign-in/rights';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { LeadList } from './list/lead-list';
import { LeadChoicesView, LeadsView } from './list/lead-summary-view';
import { LeadsQuery } from './list/leads-query';

/** The leads a member may see: the list, one lead, and what is written on it. */
@DeskController('api/leads', 'Leads')
@Needs('workLeads')
export class LeadsController {
  constructor(private readonly leads: LeadList) {}

  @Get()
  @ApiOperation({ operationId: 'listLeads', summary: 'Leads one may see, searched, filtered and sorted' })
  @ApiOkResponse({ type: LeadsView })
  list(@SignedIn() who: SignedInMember, @Query() query: LeadsQuery): Promise<LeadsView> {
    return this.leads.list(who, readRequest(LeadsQuery, query));
  }

  @Get('choices')
  @ApiOperation({ operationId: 'readLeadChoices', summary: 'Members, offices and sources to choose from' })
  @ApiOkResponse({ type: LeadChoicesView })
  choices(@SignedIn() who: SignedInMember): Promise<LeadChoicesView> {
    return this.leads.choices(who);
  }
}
