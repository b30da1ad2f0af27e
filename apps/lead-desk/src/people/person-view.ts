import { ApiProperty } from '@nestjs/swagger';
import { PersonSummaryView } from './person-summary-view';
import { SourcedNamesView, SourcedPhoneView, SourcedTextView } from './sourced-views';
import { InferredInterestView, OwnershipView, SavedPropertyView, SavedSearchView } from './wishes/wish-views';

export class IdentityView {
  @ApiProperty() participant: string;
  @ApiProperty() participantName: string;
  @ApiProperty() side: string;
  @ApiProperty() subject: string;
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty({ type: String, nullable: true, description: 'externalId, email, or null where it stands alone' }) linkedBy: string | null;
}

export class HouseholdMemberView {
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
}

export class HouseholdView {
  @ApiProperty() id: string;
  @ApiProperty({ type: [HouseholdMemberView] }) members: HouseholdMemberView[];
}

export class ConsentView {
  @ApiProperty() purpose: string;
  @ApiProperty() channel: string;
  @ApiProperty({ description: 'granted, denied, notAsked or withdrawn' }) status: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: String, nullable: true }) by: string | null;
}

export class LeadView {
  @ApiProperty() id: string;
  @ApiProperty() intent: string;
  @ApiProperty() stage: string;
  @ApiProperty() recordStatus: string;
  @ApiProperty({ format: 'date-time' }) openedAt: string;
  @ApiProperty({ description: 'The type of the event that opened it' }) openedBy: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) closedAt: string | null;
}

export class PersonLeadView extends LeadView {
  @ApiProperty({ description: 'unassigned, offered, accepted, rejected, expired, claimed or withdrawn' }) assignment: string;
  @ApiProperty({ type: String, nullable: true, description: 'Whose it is' }) agent: string | null;
  @ApiProperty({ description: 'Whether whoever asks may open it' }) opens: boolean;
}

export class TodoView {
  @ApiProperty() id: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) dueAt: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) doneAt: string | null;
  @ApiProperty({ description: 'Why it is there' }) because: string;
}

export class NoteView {
  @ApiProperty() id: string;
  @ApiProperty() text: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty() by: string;
}

export class PersonView {
  @ApiProperty({ type: PersonSummaryView }) summary: PersonSummaryView;
  @ApiProperty({ type: SourcedNamesView, nullable: true }) names: SourcedNamesView | null;
  @ApiProperty({ type: [SourcedTextView] }) emails: SourcedTextView[];
  @ApiProperty({ type: [SourcedPhoneView] }) phones: SourcedPhoneView[];
  @ApiProperty({ type: SourcedTextView, nullable: true }) address: SourcedTextView | null;
  @ApiProperty({ type: [String] }) roles: string[];
  @ApiProperty({ type: [IdentityView] }) identities: IdentityView[];
  @ApiProperty({ type: HouseholdView, nullable: true }) household: HouseholdView | null;
  @ApiProperty({ type: [SavedSearchView] }) searches: SavedSearchView[];
  @ApiProperty({ type: [InferredInterestView] }) inferredInterests: InferredInterestView[];
  @ApiProperty({ type: [SavedPropertyView] }) savedProperties: SavedPropertyView[];
  @ApiProperty({ type: [OwnershipView] }) ownerships: OwnershipView[];
  @ApiProperty({ type: [ConsentView] }) consents: ConsentView[];
  @ApiProperty({ type: [PersonLeadView], description: 'Open ones first' }) leads: PersonLeadView[];
  @ApiProperty({ type: [TodoView] }) todos: TodoView[];
  @ApiProperty({ type: [NoteView] }) notes: NoteView[];
}
