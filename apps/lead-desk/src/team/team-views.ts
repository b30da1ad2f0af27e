import { ApiProperty } from '@nestjs/swagger';
import { type Role, roles } from '#lead';

export const memberStates = ['active', 'invited', 'disabled'] as const;
export type MemberState = (typeof memberStates)[number];
export const mailStates = ['waiting', 'sending', 'sent', 'kept', 'refused', 'unsure'] as const;
export type MailState = (typeof mailStates)[number];

export class InvitationView {
  @ApiProperty({ format: 'uuid', description: 'Of its mail' }) mail: string;
  @ApiProperty({ enum: mailStates, description: 'What became of the mail' }) state: MailState;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class MemberView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() email: string;
  @ApiProperty({ enum: roles }) role: Role;
  @ApiProperty({ type: String, nullable: true, description: 'Id of their office; null where they belong to the whole agency' })
  office: string | null;
  @ApiProperty({ type: String, nullable: true, description: "The listing agent's own id at the agency" }) agentRef: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) absentUntil: string | null;
  @ApiProperty({ description: 'Whether they are offered leads' }) receiving: boolean;
  @ApiProperty({ enum: memberStates }) state: MemberState;
  @ApiProperty({ type: 'integer', description: 'Open leads they have or are offered; they go on when the member works leads no longer' })
  leads: number;
  @ApiProperty({ type: InvitationView, nullable: true, description: 'The newest, while they are invited' })
  invitation: InvitationView | null;
  @ApiProperty({ type: 'integer', description: 'An edit says which one it is of' }) version: number;
}

export class OfficeView {
  @ApiProperty({ description: "The agency's own" }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true, description: "IANA; null for the agency's" }) zone: string | null;
  @ApiProperty({ type: 'integer', description: 'Members who are not disabled' }) members: number;
  @ApiProperty({ type: 'integer', description: 'An edit says which one it is of' }) version: number;
}

export class TeamView {
  @ApiProperty({ type: [MemberView], description: 'By name' }) members: MemberView[];
  @ApiProperty({ type: [OfficeView], description: 'By name' }) offices: OfficeView[];
}

export class NamedMemberView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: roles }) role: Role;
  @ApiProperty({ type: String, nullable: true }) office: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) absentUntil: string | null;
}

export class NamedOfficeView {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
}

export class TeamNamesView {
  @ApiProperty({ type: [NamedMemberView], description: 'Who can sign in, by name' }) members: NamedMemberView[];
  @ApiProperty({ type: [NamedOfficeView], description: 'By name' }) offices: NamedOfficeView[];
}
