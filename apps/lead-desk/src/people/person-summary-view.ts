import { ApiProperty } from '@nestjs/swagger';
import { type AssignmentState, assignmentStates } from '#lead';

export class OpenLeadView {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'buy, rent, sell, let' }) intent: string;
  @ApiProperty({ description: 'Came from a website' }) web: boolean;
  @ApiProperty({ enum: assignmentStates, enumName: 'AssignmentState' }) state: AssignmentState;
  @ApiProperty({ type: String, nullable: true, description: 'Who has it, or is offered it alone' }) agent: string | null;
}

/** One human, whatever the number of subjects by which the participants know her. */
export class PersonSummaryView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty({ type: String, nullable: true }) email: string | null;
  @ApiProperty({ type: String, nullable: true }) phone: string | null;
  @ApiProperty({ type: 'integer' }) visits: number;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) lastVisitAt: string | null;
  @ApiProperty({ format: 'date-time' }) lastActivityAt: string;
  @ApiProperty({ format: 'date-time' }) firstSeenAt: string;
  @ApiProperty({ type: 'integer', description: 'Listings saved now' }) saves: number;
  @ApiProperty({ type: 'integer', description: 'Explicit searches not removed' }) searches: number;
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, description: 'From recency and weight of what was done' }) interest: number;
  @ApiProperty({ type: [OpenLeadView] }) openLeads: OpenLeadView[];
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'When a lead was converted first; null for who is no client',
  })
  clientSince: string | null;
  @ApiProperty({ enum: ['website', 'backOffice'], isArray: true }) sides: ('website' | 'backOffice')[];
  @ApiProperty({ type: [String], description: 'Channels on which consent is denied or withdrawn' }) consentDenied: string[];
}

export class PeopleView {
  @ApiProperty({ type: [PersonSummaryView] }) people: PersonSummaryView[];
  @ApiProperty({ type: String, nullable: true }) next: string | null;
  @ApiProperty({ type: 'integer', description: 'Counted up to 1001, which says that there are more than a thousand' }) total: number;
}
