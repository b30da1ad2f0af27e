import { ApiProperty } from '@nestjs/swagger';
import { IntakeProfileView, IntakeSummaryView } from './intake-views';

export const intakeVerbs = ['approve', 'reject', 'spam', 'merge', 'undo', 'separate'] as const;
export type IntakeVerbWord = (typeof intakeVerbs)[number];
export const surenesses = ['likely', 'possible', 'unlikely'] as const;
export const likenessRules = ['sameEmail', 'samePhone', 'sameName', 'otherName'] as const;
const text = { type: String, nullable: true } as const;

export class IntakeEventView {
  @ApiProperty() participant: string;
  @ApiProperty() source: string;
  @ApiProperty() id: string;
  @ApiProperty() type: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ description: 'What became of it at the target' }) state: string;
  @ApiProperty({ ...text, description: 'Under which id it was delivered' }) sentAs: string | null;
  @ApiProperty(text) message: string | null;
}

export class KnownPersonView {
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty() participant: string;
  @ApiProperty(text) participantName: string | null;
  @ApiProperty({ enum: ['website', 'backOffice'], nullable: true, type: String }) side: 'website' | 'backOffice' | null;
  @ApiProperty() subject: string;
}

export class LinkedPersonView extends KnownPersonView {
  @ApiProperty({ ...text, description: 'The rule that links the two; none where a third person does' }) rule: string | null;
  @ApiProperty({ ...text, description: 'Whose word it is, where it is not a rule' }) by: string | null;
}

export class LikenessReasonView {
  @ApiProperty({ enum: likenessRules }) rule: (typeof likenessRules)[number];
  @ApiProperty() value: string;
}

export class IntakeCandidateView {
  @ApiProperty({ format: 'uuid', description: 'Whom a merge names' }) personId: string;
  @ApiProperty({ enum: surenesses }) sure: (typeof surenesses)[number];
  @ApiProperty({ type: [LikenessReasonView] }) reasons: LikenessReasonView[];
  @ApiProperty({ type: IntakeProfileView }) profile: IntakeProfileView;
  @ApiProperty({ type: [KnownPersonView] }) persons: KnownPersonView[];
  @ApiProperty({ ...text, description: "The target's own id of this person" }) atTarget: string | null;
  @ApiProperty({ description: 'The same website keeps this one as another account' }) sameWebsite: boolean;
  @ApiProperty({ ...text, description: 'Who said before that the two are not one' }) keptApartBy: string | null;
}

export class IntakeDecisionView {
  @ApiProperty({ enum: intakeVerbs }) verb: IntakeVerbWord;
  @ApiProperty({ ...text, format: 'uuid' }) other: string | null;
  @ApiProperty() by: string;
  @ApiProperty(text) why: string | null;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class IntakeView extends IntakeSummaryView {
  @ApiProperty({ type: [IntakeEventView], description: 'Oldest first, the first 200' }) did: IntakeEventView[];
  @ApiProperty({ type: [LinkedPersonView], description: 'Taken for the same person already' }) linked: LinkedPersonView[];
  @ApiProperty({ type: [IntakeCandidateView], description: 'Whom it may be, the surest first' }) candidates: IntakeCandidateView[];
  @ApiProperty({ type: [IntakeDecisionView], description: 'Newest first' }) decisions: IntakeDecisionView[];
  @ApiProperty() mayDecide: boolean;
  @ApiProperty() masked: boolean;
}

export class DecidedIntakeView {
  @ApiProperty() target: string;
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty() done: boolean;
  @ApiProperty({ ...text, description: 'Why it was not done' }) refused: string | null;
}

export class DecidedIntakesView {
  @ApiProperty({ type: [DecidedIntakeView] }) results: DecidedIntakeView[];
}
