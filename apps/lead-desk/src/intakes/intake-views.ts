import { ApiProperty } from '@nestjs/swagger';

export const intakeStates = ['waiting', 'admitted', 'rejected', 'spam'] as const;
export type IntakeStateWord = (typeof intakeStates)[number];
const text = { type: String, nullable: true } as const;
const time = { type: String, nullable: true, format: 'date-time' } as const;
const count = { type: 'integer', minimum: 0 } as const;

export class IntakePhoneView {
  @ApiProperty() typed: string;
  @ApiProperty(text) e164: string | null;
}

export class IntakeProfileView {
  @ApiProperty(text) name: string | null;
  @ApiProperty({ type: [String] }) emails: string[];
  @ApiProperty({ type: [IntakePhoneView] }) phones: IntakePhoneView[];
  @ApiProperty(text) address: string | null;
}

export class EarlierSpamView {
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty(text) by: string | null;
  @ApiProperty(time) at: string | null;
}

export class IntakeSummaryView {
  @ApiProperty({ description: 'The back office at which the person waits' }) target: string;
  @ApiProperty() targetName: string;
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty({ enum: intakeStates }) state: IntakeStateWord;
  @ApiProperty({ ...count, description: 'How often it was decided on; send it along as `seen`' }) version: number;
  @ApiProperty({ ...text, format: 'uuid' }) mergedWith: string | null;
  @ApiProperty({ ...text, description: 'Who decided last' }) by: string | null;
  @ApiProperty(text) why: string | null;
  @ApiProperty(time) decidedAt: string | null;
  @ApiProperty({ ...text, description: 'The website that registered the person' }) participant: string | null;
  @ApiProperty(text) participantName: string | null;
  @ApiProperty(text) subject: string | null;
  @ApiProperty({ format: 'date-time' }) since: string;
  @ApiProperty({ type: IntakeProfileView }) profile: IntakeProfileView;
  @ApiProperty({ ...count, description: 'How many events are held' }) held: number;
  @ApiProperty({ ...count, description: 'How many others share an address or a number' }) alike: number;
  @ApiProperty({ type: [EarlierSpamView] }) earlierSpam: EarlierSpamView[];
}

export class TankView {
  @ApiProperty() target: string;
  @ApiProperty() name: string;
  @ApiProperty(count) waiting: number;
}

export class IntakeSourceView {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
}

export class IntakesView {
  @ApiProperty({ type: [IntakeSummaryView] }) intakes: IntakeSummaryView[];
  @ApiProperty(text) next: string | null;
  @ApiProperty({ type: [TankView] }) tanks: TankView[];
  @ApiProperty({ type: [IntakeSourceView] }) sources: IntakeSourceView[];
  @ApiProperty() mayDecide: boolean;
  @ApiProperty({ description: 'Names, addresses and numbers are not for this role' }) masked: boolean;
}
