import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** Where a value came from, and when. */
export class SourcedView {
  @ApiProperty({ enum: ['website', 'backOffice', 'hand'] }) side: 'website' | 'backOffice' | 'hand';
  @ApiProperty({ description: 'Participant, or the member who wrote it' }) participant: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class NamesView {
  @ApiPropertyOptional() title?: string;
  @ApiPropertyOptional() given?: string;
  @ApiPropertyOptional() family?: string;
  @ApiPropertyOptional() full?: string;
}

export class PhoneView {
  @ApiProperty({ type: String, nullable: true }) e164: string | null;
  @ApiProperty() typed: string;
}

export class SourcedNamesView extends SourcedView {
  @ApiProperty({ type: NamesView }) value: NamesView;
}

export class SourcedPhoneView extends SourcedView {
  @ApiProperty({ type: PhoneView }) value: PhoneView;
}

export class SourcedTextView extends SourcedView {
  @ApiProperty() value: string;
}
