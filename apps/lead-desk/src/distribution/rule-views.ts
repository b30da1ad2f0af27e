import { ApiProperty } from '@nestjs/swagger';
import { type DistributionRule, type Method, methods } from '#lead';

export class DayHoursView {
  @ApiProperty() from: string;
  @ApiProperty() until: string;
}

export class OfficeHoursView {
  @ApiProperty() zone: string;
  @ApiProperty({ type: DayHoursView, nullable: true }) hours: DayHoursView | null;
  @ApiProperty({ enum: ['weekdays', 'anyDay'] }) days: 'weekdays' | 'anyDay';
  @ApiProperty({ type: [String] }) holidays: readonly string[];
}

export class DistributionRuleView implements DistributionRule {
  @ApiProperty({ enum: methods, enumName: 'DistributionMethod' }) method: Method;
  @ApiProperty({ type: 'integer', nullable: true }) acceptWithinMinutes: number | null;
  @ApiProperty({ type: OfficeHoursView }) hours: OfficeHoursView;
  @ApiProperty({ type: 'integer', nullable: true }) capPerDay: number | null;
  @ApiProperty() stickyAgent: boolean;
  @ApiProperty() listingAgent: boolean;
  @ApiProperty({ type: 'integer' }) mostOffers: number;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) pond: string | null;
}

export class RuleView {
  @ApiProperty() active: boolean;
  @ApiProperty({ type: DistributionRuleView }) rule: DistributionRuleView;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ format: 'date-time' }) changedAt: string;
  @ApiProperty() changedBy: string;
}

export class OfficeRuleView {
  @ApiProperty({ description: "The agency's own id" }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true, description: 'IANA' }) zone: string | null;
  @ApiProperty({ type: RuleView, nullable: true, description: 'Null where it follows its company' }) rule: RuleView | null;
  @ApiProperty() mayChange: boolean;
}

export class RulesView {
  @ApiProperty({ type: RuleView, nullable: true }) company: RuleView | null;
  @ApiProperty() mayChangeCompany: boolean;
  @ApiProperty({ type: [OfficeRuleView] }) offices: OfficeRuleView[];
}

export class NextAgentView {
  @ApiProperty({ type: String, nullable: true, description: 'Null where nobody is asked' }) agent: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The name of the pond it would go into' }) pond: string | null;
  @ApiProperty({ type: [String], description: 'Why, in words' }) why: readonly string[];
}

export class PreviewView {
  @ApiProperty({ type: [NextAgentView], description: 'Who the next five leads would be offered, each accepted at once' })
  next: NextAgentView[];
}

export class SimulatedLeadView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty({ format: 'date-time' }) openedAt: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who has it in fact' }) had: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Who would have been offered it' }) would: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The name of the pond it would have gone into' }) wouldPond: string | null;
  @ApiProperty({ type: [String] }) why: readonly string[];
}

export class SimulatedAgentView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: 'integer' }) had: number;
  @ApiProperty({ type: 'integer' }) would: number;
}

export class SimulationView {
  @ApiProperty({ type: 'integer' }) leads: number;
  @ApiProperty({ type: 'integer', description: 'Left to the office manager' }) unassigned: number;
  @ApiProperty({ type: 'integer', description: 'Offered to all at once, for the first to claim' }) toAll: number;
  @ApiProperty({ type: 'integer', description: 'Put into the pond of the rule' }) inPond: number;
  @ApiProperty({ type: 'integer', description: 'Would have gone to somebody else than who had it' }) changed: number;
  @ApiProperty({ type: [SimulatedAgentView] }) agents: SimulatedAgentView[];
  @ApiProperty({ type: [SimulatedLeadView], description: 'The newest 200' }) newest: SimulatedLeadView[];
}
