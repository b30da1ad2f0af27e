import { ApiProperty } from '@nestjs/swagger';

export const timelineKinds = [
  'visit',
  'search',
  'view',
  'save',
  'enquiry',
  'registration',
  'ownership',
  'appointment',
  'household',
  'consent',
  'interest',
  'note',
  'other',
] as const;

export class EventNameView {
  @ApiProperty() participant: string;
  @ApiProperty() source: string;
  @ApiProperty() id: string;
}

export class TimelineEntryView {
  @ApiProperty() id: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ enum: timelineKinds }) kind: (typeof timelineKinds)[number];
  @ApiProperty() type: string;
  @ApiProperty({ enum: ['website', 'backOffice'] }) side: 'website' | 'backOffice';
  @ApiProperty({ description: 'Plain words' }) sentence: string;
  @ApiProperty({ type: EventNameView }) event: EventNameView;
}

export class TimelineView {
  @ApiProperty({ type: [TimelineEntryView] }) entries: TimelineEntryView[];
  @ApiProperty({ type: String, nullable: true }) next: string | null;
}
