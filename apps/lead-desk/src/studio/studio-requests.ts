import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, IsString, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { JourneyQuery } from '../events/event-requests';

const named = /^[a-z0-9][a-z0-9-]{0,62}$/;
const version = /^\d{1,6}\.\d{1,6}\.\d{1,6}$/;
const sample = /^[a-zA-Z0-9][\w.-]{0,79}$/;
const sampleWords = { message: 'A sample is named by letters, digits, dots and hyphens' };

export class BeginFromRequest {
  @ApiProperty() @Matches(named, { message: 'Choose a pack' }) pack: string;
  @ApiProperty() @Matches(version, { message: 'Choose a version' }) version: string;
}

export class BeginDraftRequest {
  @ApiProperty({ pattern: named.source })
  @Matches(named, { message: 'The name must be 1 to 63 lower-case letters, digits and hyphens' })
  name: string;
  @ApiPropertyOptional({ type: BeginFromRequest, description: 'The starter unless told' })
  @IsOptional()
  @ValidateNested()
  @Type(() => BeginFromRequest)
  from?: BeginFromRequest;
}

export class RevisionRequest {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'What the draft was read at' }) @IsInt() @Min(1) revision: number;
}

export class FileChangeRequest {
  @ApiProperty() @IsString() @MaxLength(300) path: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null takes the file away' })
  @Transform(({ value }: { value: unknown }) => value ?? null)
  @IsOptional()
  @IsString()
  text: string | null;
}

export class SaveDraftRequest extends RevisionRequest {
  @ApiProperty({ type: [FileChangeRequest] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => FileChangeRequest)
  files: FileChangeRequest[];
}

export class PlaySampleRequest {
  @ApiProperty({ pattern: sample.source }) @Matches(sample, sampleWords) sample: string;
}

export class AcceptRequest extends RevisionRequest {
  @ApiProperty({ pattern: sample.source }) @Matches(sample, sampleWords) sample: string;
}

export class PastEventRequest extends JourneyQuery {}

export class KeepSampleRequest extends PastEventRequest {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'What the draft was read at' }) @IsInt() @Min(1) revision: number;
  @ApiProperty({ pattern: sample.source }) @Matches(sample, sampleWords) sample: string;
}

export class PastEventsQuery {
  @ApiProperty() @IsString() @MaxLength(128) type: string;
}
