import { ApiProperty } from '@nestjs/swagger';
import { type Allowance, type LeadAct, leadActs } from '#lead';

const orNull = { type: String, nullable: true } as const;
const timeOrNull = { ...orNull, format: 'date-time' } as const;

export class LeadAssignmentView {
  @ApiProperty({ description: 'unassigned, offered, accepted, rejected, expired, claimed or withdrawn' }) state: string;
  @ApiProperty({ ...orNull, format: 'uuid' }) agent: string | null;
  @ApiProperty(orNull) agentName: string | null;
  @ApiProperty({ type: 'integer', description: 'To how many it is offered now' }) offeredTo: number;
  @ApiProperty({ ...orNull, description: 'The name of the pond it is in, whose members may claim it' }) pond: string | null;
  @ApiProperty({ ...timeOrNull, description: 'When the offer runs out' }) until: string | null;
  @ApiProperty(orNull) office: string | null;
  @ApiProperty(orNull) officeName: string | null;
}

export class OpenRequestView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: leadActs }) act: string;
  @ApiProperty() by: string;
}

/** A lead as the list shows it. */
export class LeadSummaryView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty(orNull) name: string | null;
  @ApiProperty(orNull) email: string | null;
  @ApiProperty(orNull) phone: string | null;
  @ApiProperty({ description: 'buy, rent, sell, let' }) intent: string;
  @ApiProperty({ ...orNull, description: 'A participant, or a word' }) source: string | null;
  @ApiProperty(orNull) sourceName: string | null;
  @ApiProperty() stage: string;
  @ApiProperty() recordStatus: string;
  @ApiProperty({ type: LeadAssignmentView }) assignment: LeadAssignmentView;
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 3 }) rating: number;
  @ApiProperty(orNull) financing: string | null;
  @ApiProperty({ ...orNull, description: 'yes or no' }) prequalified: string | null;
  @ApiProperty(orNull) lender: string | null;
  @ApiProperty({ ...orNull, description: 'yes or no' }) referral: string | null;
  @ApiProperty(orNull) referralSource: string | null;
  @ApiProperty({ ...orNull, description: 'onTime, lateTask or completed; null without a plan' }) planStatus: string | null;
  @ApiProperty({ ...timeOrNull, description: 'When the next step is due' }) planDueAt: string | null;
  @ApiProperty({ type: OpenRequestView, nullable: true, description: 'What an agent asks leave for' }) request: OpenRequestView | null;
  @ApiProperty(orNull) property: string | null;
  @ApiProperty(orNull) mls: string | null;
  @ApiProperty({ ...orNull, description: 'Its first 500 characters' }) message: string | null;
  @ApiProperty({ format: 'date-time' }) openedAt: string;
  @ApiProperty({ format: 'date-time' }) lastActivityAt: string;
  @ApiProperty(timeOrNull) closedAt: string | null;
}

/** What whoever asks may do with leads, and whether it has to be asked for. */
export class MayDoView {
  @ApiProperty({ enum: leadActs }) act: LeadAct;
  @ApiProperty({ enum: ['direct', 'request'] }) how: Exclude<Allowance, 'notOffered'>;
}

export class LeadsView {
  @ApiProperty({ type: [LeadSummaryView] }) leads: LeadSummaryView[];
  @ApiProperty({ ...orNull, description: 'Cursor of the page after' }) next: string | null;
  @ApiProperty({ ...orNull, description: 'Cursor of the page before' }) previous: string | null;
  @ApiProperty({ type: 'integer', description: 'Counted up to 1001, which says that there are more than a thousand' }) total: number;
  @ApiProperty({ type: [MayDoView] }) mayDo: MayDoView[];
  @ApiProperty({ description: 'Whether whoever asks decides on requests' }) decides: boolean;
}

export class ChoiceView {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
}

/** What filters and forms offer. */
export class LeadChoicesView {
  @ApiProperty({ type: [ChoiceView] }) agents: ChoiceView[];
  @ApiProperty({ type: [ChoiceView] }) offices: ChoiceView[];
  @ApiProperty({ type: [ChoiceView] }) sources: ChoiceView[];
}
