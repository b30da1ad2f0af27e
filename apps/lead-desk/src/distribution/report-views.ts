import { ApiProperty } from '@nestjs/swagger';
import { RuleView } from './rule-views';

export class WaitingLeadView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty() intent: string;
  @ApiProperty({ type: String, nullable: true, description: "The office's name" }) office: string | null;
  @ApiProperty({ format: 'date-time' }) openedAt: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'When it is given out, or the offer runs out' }) dueAt:
    string | null;
  @ApiProperty({ type: [String], description: 'Who is offered it now' }) offeredTo: string[];
  @ApiProperty({ type: String, nullable: true, description: 'The name of the pond it is in' }) pond: string | null;
  @ApiProperty({ type: [String], description: 'Why it is where it is, in words' }) why: readonly string[];
}

export class ReceivingMemberView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() receiving: boolean;
}

export class AgentReportView extends ReceivingMemberView {
  @ApiProperty({ type: String, nullable: true }) office: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) absentUntil: string | null;
  @ApiProperty({ type: 'integer', description: 'Leads they have' }) leads: number;
  @ApiProperty({ type: 'integer', description: 'Leads offered to them and not taken yet' }) waiting: number;
  @ApiProperty({ type: 'integer', description: 'Offers within the days asked for' }) offered: number;
  @ApiProperty({ type: 'integer' }) accepted: number;
  @ApiProperty({ type: 'integer' }) rejected: number;
  @ApiProperty({ type: 'integer', description: 'Offers that ran out' }) timedOut: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Of offers that ended, 0 to 1' }) acceptance: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Median seconds from when a lead came to when they took it' }) speedToLead:
    number | null;
}

export class ReportView {
  @ApiProperty({ type: 'integer' }) days: number;
  @ApiProperty({ type: RuleView, nullable: true, description: "The company's settings" }) company: RuleView | null;
  @ApiProperty({ type: 'integer', description: 'Of how many unassigned leads, those in ponds among them, the first 500 are listed' })
  unassignedCount: number;
  @ApiProperty({ type: [WaitingLeadView] }) unassigned: WaitingLeadView[];
  @ApiProperty({ type: 'integer' }) offeredCount: number;
  @ApiProperty({ type: [WaitingLeadView], description: 'Offered, and not taken yet' }) offered: WaitingLeadView[];
  @ApiProperty({ type: [AgentReportView] }) agents: AgentReportView[];
  @ApiProperty({ type: Number, nullable: true, description: 'Median seconds from when a lead came to when somebody took it' }) speedToLead:
    number | null;
}
