import { Body, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../../api-problems/read-request';
import { DeskController } from '../../sign-in/desk-route';
import { Needs } from '../../sign-in/rights';
import { SignedIn, type SignedInMember } from '../../sign-in/signed-in';
import { ChangeLeadSettings } from './change-settings';
import { ChangeLeadSettingsRequest, LeadSettingsView } from './settings-views';

/** How an agency works with its leads. */
@DeskController('api/lead-settings', 'Leads')
@Needs('setLeads')
export class LeadSettingsController {
  constructor(private readonly settings: ChangeLeadSettings) {}

  @Get()
  @ApiOperation({ operationId: 'readLeadSettings', summary: 'The plan in use, and who may do what with leads' })
  @ApiOkResponse({ type: LeadSettingsView })
  read(@SignedIn() who: SignedInMember): Promise<LeadSettingsView> {
    return this.settings.read(who);
  }

  @Put()
  @ApiOperation({ operationId: 'changeLeadSettings', summary: 'Changes them as a whole' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: LeadSettingsView })
  change(@SignedIn() who: SignedInMember, @Body() body: ChangeLeadSettingsRequest): Promise<LeadSettingsView> {
    return this.settings.change(who, readRequest(ChangeLeadSettingsRequest, body));
  }
}
