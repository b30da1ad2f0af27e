import { ApiProperty } from '@nestjs/swagger';
import { type AssignmentState, assignmentStates } from '#lead';
import { IsString, Matches, MaxLength } from 'class-validator';

const noNul = /^[^\0]*$/;

export class OfferView {
  @ApiProperty({ format: 'uuid' }) leadId: string;
  @ApiProperty({ description: 'Offered to several: whose it is shows when somebody has claimed it' }) hidden: boolean;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty({ type: String, nullable: true }) email: string | null;
  @ApiProperty({ type: String, nullable: true }) phone: string | null;
  @ApiProperty() intent: string;
  @ApiProperty({ type: String, nullable: true, description: "The office's name" }) office: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What opened it, in words' }) about: string | null;
  @ApiProperty({ format: 'date-time' }) openedAt: string;
  @ApiProperty({ format: 'date-time' }) offeredAt: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Null: it does not run out' }) until: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The name of the pond it waits in' }) pond: string | null;
}

export class OffersView {
  @ApiProperty({ format: 'date-time', description: 'The clock that counts' }) now: string;
  @ApiProperty({ type: [OfferView], description: 'The one that runs out first comes first, those of ponds come last; 200 at most' })
  offers: OfferView[];
  @ApiProperty({ type: 'integer', description: 'How many there are' }) total: number;
}

export class AssignmentView {
  @ApiProperty({ format: 'uuid' }) leadId: string;
  @ApiProperty({ enum: assignmentStates, enumName: 'AssignmentState' }) state: AssignmentState;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) agent: string | null;
  @ApiProperty({ type: String, nullable: true }) agentName: string | null;
  @ApiProperty({ type: [String], description: 'Names of those who may take it now' }) offeredTo: string[];
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) until: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The name of the pond it is in' }) pond: string | null;
}

export class AssignmentActView {
  @ApiProperty({ type: 'integer' }) number: number;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ enum: ['left', 'offer', 'accept', 'reject', 'expire', 'withdraw', 'pond', 'pondGone'] }) kind: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who did it; null where a rule or the clock did' }) by: string | null;
  @ApiProperty({ type: [String], description: 'Names of the agents it concerns' }) agents: string[];
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) until: string | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The name of the pond it was put into, claimed from or taken out of' })
  pond: string | null;
  @ApiProperty({ type: [String], description: 'Why a rule decided so, in words' }) why: readonly string[];
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether deciding again on the same comes to the same; null where no rule decided',
  })
  sameAgain: boolean | null;
}

export class AssignmentStoryView extends AssignmentView {
  @ApiProperty({ type: [AssignmentActView], description: 'The oldest first' }) acts: AssignmentActView[];
}

export class AssignRequest {
  @ApiProperty({ format: 'uuid' }) @IsString() @MaxLength(64) agent: string;
}

export class RejectRequest {
  @ApiProperty({ maxLength: 2000, description: 'Why; managers read it' })
  @IsString()
  @MaxLength(2_000)
  @Matches(/\S/, { message: 'say why, so that the office manager knows' })
  @Matches(noNul)
  reason: string;
}

export class AgentChoiceView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) office: string | null;
  @ApiProperty() receiving: boolean;
}

export class AgentChoicesView {
  @ApiProperty({ type: [AgentChoiceView] }) agents: AgentChoiceView[];
}
