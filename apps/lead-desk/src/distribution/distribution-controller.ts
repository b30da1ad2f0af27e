import { Body, Get, HttpCode, Param, Post, Put, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiSecurity } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { readRequest } from '../api-problems/read-request';
import { DeskController } from '../sign-in/desk-route';
import { Needs } from '../sign-in/rights';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { reportCsv, type ReportTable, reportTables } from './report-csv';
import { DistributionReport } from './report';
import { ReceivingMemberView, ReportView } from './report-views';
import { ChangeRuleRequest, ReceivingRequest, ReportQuery, SimulateRequest, TryRuleRequest } from './rule-requests';
import { PreviewView, RulesView, RuleView, SimulationView } from './rule-views';
import { DistributionRules } from './rules';
import { TryRule } from './try-rule';

/** How leads find their agent: rules, what they would do, and how it goes (F1–F9, F12, F13, F15, X12). */
@Needs('setDistribution')
@DeskController('api/distribution', 'Distribution')
export class DistributionController {
  constructor(
    private readonly rules: DistributionRules,
    private readonly tried: TryRule,
    private readonly reports: DistributionReport,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listRules', summary: 'How the company and each office give out leads' })
  @ApiOkResponse({ type: RulesView })
  list(@SignedIn() who: SignedInMember): Promise<RulesView> {
    return this.rules.list(who);
  }

  @Put('company')
  @Needs('seeAllLeads')
  @ApiOperation({ operationId: 'changeCompanyRule', summary: "Sets the company's rule" })
  @ApiSecurity('csrf')
  @ApiBody({ type: ChangeRuleRequest })
  @ApiOkResponse({ type: RuleView })
  changeCompany(@SignedIn() who: SignedInMember, @Body() body: unknown): Promise<RuleView> {
    return this.rules.change(who, '', body);
  }

  @Put('offices/:office')
  @ApiOperation({ operationId: 'changeOfficeRule', summary: "Sets an office's own rule, which goes before its company's" })
  @ApiSecurity('csrf')
  @ApiParam({ name: 'office', type: String })
  @ApiBody({ type: ChangeRuleRequest })
  @ApiOkResponse({ type: RuleView })
  changeOffice(@SignedIn() who: SignedInMember, @Param('office') office: string, @Body() body: unknown): Promise<RuleView> {
    return this.rules.change(who, office, body);
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ operationId: 'previewRule', summary: 'Who the next five leads would be offered' })
  @ApiSecurity('csrf')
  @ApiBody({ type: TryRuleRequest })
  @ApiOkResponse({ type: PreviewView })
  preview(@SignedIn() who: SignedInMember, @Body() body: unknown): Promise<PreviewView> {
    return this.tried.preview(who, body);
  }

  @Post('simulation')
  @HttpCode(200)
  @ApiOperation({ operationId: 'simulateRule', summary: 'Who would have been offered the leads of the last days' })
  @ApiSecurity('csrf')
  @ApiBody({ type: SimulateRequest })
  @ApiOkResponse({ type: SimulationView })
  simulate(@SignedIn() who: SignedInMember, @Body() body: unknown): Promise<SimulationView> {
    return this.tried.simulation(who, body);
  }

  @Get('report')
  @ApiOperation({ operationId: 'readReport', summary: 'Settings, unassigned leads, those not accepted yet, and the agents' })
  @ApiOkResponse({ type: ReportView })
  report(@SignedIn() who: SignedInMember, @Query() query: ReportQuery): Promise<ReportView> {
    return this.reports.read(who, readRequest(ReportQuery, query, 400));
  }

  @Get('report/:table')
  @ApiOperation({ operationId: 'downloadReport', summary: 'One table of the report as CSV' })
  @ApiParam({ name: 'table', enum: reportTables })
  @ApiProduces('text/csv')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async download(
    @SignedIn() who: SignedInMember,
    @Param('table') table: ReportTable,
    @Query() query: ReportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const text = reportCsv(await this.reports.read(who, readRequest(ReportQuery, query, 400)), table);
    void reply.header('content-type', 'text/csv; charset=utf-8');
    return new StreamableFile(Buffer.from(text), { disposition: `attachment; filename="leads-${table}.csv"` });
  }

  @Post('members/:id/receiving')
  @HttpCode(200)
  @ApiOperation({ operationId: 'setReceiving', summary: 'Whether an agent receives leads' })
  @ApiSecurity('csrf')
  @ApiBody({ type: ReceivingRequest })
  @ApiOkResponse({ type: ReceivingMemberView })
  receiving(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: unknown): Promise<ReceivingMemberView> {
    return this.reports.setReceiving(who, id, readRequest(ReceivingRequest, body).receiving);
  }
}
