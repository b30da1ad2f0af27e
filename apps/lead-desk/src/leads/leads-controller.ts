import { Body, Get, Header, HttpCode, Param, Patch, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { TickStepRequest } from '../plans/plan-requests';
import { TickStep } from '../plans/tick-step';
import { DeskController } from '../sign-in/desk-route';
import { Needs } from '../sign-in/rights';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { AddLead, readNewLead } from './add/add-lead';
import { EditLead, readChanges } from './edit/edit-lead';
import { ExportLeads } from './export/export-leads';
import { ExportQuery } from './export/export-query';
import { AddLeadRequest, EditLeadRequest, HistoryQuery, LeadAddedView, LeadNamedView } from './lead-requests';
import { LeadList } from './list/lead-list';
import { LeadChoicesView, LeadsView } from './list/lead-summary-view';
import { LeadsQuery } from './list/leads-query';
import { LeadHistory } from './record/lead-history';
import { LeadRecord } from './record/lead-record';
import { HistoryView, LeadRecordView } from './record/lead-record-view';

/** The leads a member may see: the list, one lead, and what is written on it. */
@DeskController('api/leads', 'Leads')
@Needs('workLeads')
export class LeadsController {
  constructor(
    private readonly leads: LeadList,
    private readonly record: LeadRecord,
    private readonly histories: LeadHistory,
    private readonly editing: EditLead,
    private readonly adding: AddLead,
    private readonly exporting: ExportLeads,
    private readonly steps: TickStep,
  ) {}

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

  @Get('export.csv')
  @Header('content-disposition', 'attachment; filename="leads.csv"')
  @ApiOperation({ operationId: 'exportLeads', summary: 'Leads as a file, with the columns, dates and order chosen' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  export(@SignedIn() who: SignedInMember, @Query() query: ExportQuery): StreamableFile {
    return new StreamableFile(this.exporting.stream(who, readRequest(ExportQuery, query)), { type: 'text/csv; charset=utf-8' });
  }

  @Post()
  @ApiOperation({ operationId: 'addLead', summary: 'Opens a lead by hand' })
  @ApiSecurity('csrf')
  @ApiCreatedResponse({ type: LeadAddedView })
  add(@SignedIn() who: SignedInMember, @Body() body: AddLeadRequest): Promise<LeadAddedView> {
    return this.adding.add(who, readNewLead(readRequest(AddLeadRequest, body), who));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readLead', summary: 'One lead with everything that is known of it' })
  @ApiOkResponse({ type: LeadRecordView })
  read(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<LeadRecordView> {
    return this.record.read(who, id);
  }

  @Get(':id/history')
  @ApiOperation({ operationId: 'readLeadHistory', summary: 'What people did with it and what the person did, newest first' })
  @ApiOkResponse({ type: HistoryView })
  history(@SignedIn() who: SignedInMember, @Param('id') id: string, @Query() query: HistoryQuery): Promise<HistoryView> {
    return this.histories.read(who, id, readRequest(HistoryQuery, query));
  }

  @Patch(':id')
  @HttpCode(200)
  @ApiOperation({ operationId: 'editLead', summary: 'Changes fields, each from what it was; refused where somebody changed it meanwhile' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: LeadRecordView })
  async edit(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: EditLeadRequest): Promise<LeadRecordView> {
    return this.record.read(who, await this.editing.edit(who, id, readChanges(readRequest(EditLeadRequest, body).changes)));
  }

  @Post(':id/steps')
  @HttpCode(200)
  @ApiOperation({ operationId: 'tickStep', summary: 'Ticks a step of its action plan off, or takes the tick back' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: LeadNamedView })
  async tick(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: TickStepRequest): Promise<LeadNamedView> {
    // Not the record: with its plan completed, the lead may have gone to somebody else.
    return { id: await this.steps.tick(who, id, readRequest(TickStepRequest, body)) };
  }
}
