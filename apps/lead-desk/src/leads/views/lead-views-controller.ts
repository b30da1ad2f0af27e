import { Body, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../../api-problems/read-request';
import { DeskController } from '../../sign-in/desk-route';
import { Needs } from '../../sign-in/rights';
import { SignedIn, type SignedInMember } from '../../sign-in/signed-in';
import { LeadViews, LeadViewsView, LeadViewView, SaveLeadViewRequest } from './lead-views';

/** Saved lists of leads. */
@DeskController('api/lead-views', 'Leads')
@Needs('workLeads')
export class LeadViewsController {
  constructor(private readonly views: LeadViews) {}

  @Get()
  @ApiOperation({ operationId: 'listLeadViews', summary: 'Saved lists, one’s own and shared ones' })
  @ApiOkResponse({ type: LeadViewsView })
  list(@SignedIn() who: SignedInMember): Promise<LeadViewsView> {
    return this.views.list(who);
  }

  @Post()
  @ApiOperation({ operationId: 'saveLeadView', summary: 'Saves a list under a name' })
  @ApiSecurity('csrf')
  @ApiCreatedResponse({ type: LeadViewView })
  save(@SignedIn() who: SignedInMember, @Body() body: SaveLeadViewRequest): Promise<LeadViewView> {
    return this.views.save(who, readRequest(SaveLeadViewRequest, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeLeadView', summary: 'Deletes a saved list of one’s own' })
  @ApiSecurity('csrf')
  @ApiNoContentResponse()
  remove(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<void> {
    return this.views.remove(who, id);
  }
}
