import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { asNumber } from '../events/event-requests';
import { intakeVerbs, type IntakeVerbWord } from './intake-detail-views';
import { intakeStates, type IntakeStateWord } from './intake-views';

const noNul = /^[^\0]*$/;
const bulkVerbs = ['approve', 'reject', 'spam'] as const;

export class IntakesQuery {
  @ApiPropertyOptional({ description: 'A back office that has a holding tank' })
  @IsOptional()
  @IsString()
  @MaxLength(63)
  @Matches(noNul)
  target?: string;
  @ApiPropertyOptional({ description: 'The website that registered the person' })
  @IsOptional()
  @IsString()
  @MaxLength(63)
  @Matches(noNul)
  participant?: string;
  @ApiPropertyOptional({ enum: intakeStates, default: 'waiting' }) @IsOptional() @IsIn(intakeStates) state?: IntakeStateWord;
  @ApiPropertyOptional({ enum: ['asc', 'desc'], default: 'asc', description: 'By age; asc has the longest waiting first' })
  @IsOptional()
  @IsIn(['asc', 'desc'])
  direction?: 'asc' | 'desc';
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(512) after?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 500, default: 100 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}

export class OtherPersonRequest {
  @ApiPropertyOptional({ format: 'uuid', description: 'A person the bridge knows' })
  @ValidateIf(({ subject }: OtherPersonRequest) => subject === undefined)
  @IsUUID()
  personId?: string;
  @ApiPropertyOptional({ description: "Or the back office's own id of somebody" })
  @IsOptional()
  @IsString()
  @Matches(/^[^\0]{1,128}$/)
  subject?: string;
}

export class DecideIntakeRequest {
  @ApiProperty({ enum: intakeVerbs }) @IsIn(intakeVerbs) verb: IntakeVerbWord;
  @ApiProperty({ type: 'integer', minimum: 0, description: 'The version of the intake that you saw' }) @IsInt() @Min(0) seen: number;
  @ApiPropertyOptional({ maxLength: 500, description: 'Needed to reject' })
  @ValidateIf(({ verb, why }: DecideIntakeRequest) => verb === 'reject' || why !== undefined)
  @IsString()
  @MaxLength(500)
  @Matches(/\S/)
  @Matches(noNul)
  why?: string;
  @ApiPropertyOptional({ type: OtherPersonRequest, description: 'Needed to merge and to separate' })
  @ValidateIf(({ verb, other }: DecideIntakeRequest) => verb === 'merge' || verb === 'separate' || other !== undefined)
  @IsObject()
  @ValidateNested()
  @Type(() => OtherPersonRequest)
  other?: OtherPersonRequest;
}

export class SeenIntakeRequest {
  @ApiProperty() @IsString() @MaxLength(63) @Matches(noNul) target: string;
  @ApiProperty({ format: 'uuid' }) @IsUUID() personId: string;
  @ApiProperty({ type: 'integer', minimum: 0 }) @IsInt() @Min(0) seen: number;
}

export class DecideIntakesRequest {
  @ApiProperty({ enum: bulkVerbs }) @IsIn(bulkVerbs) verb: (typeof bulkVerbs)[number];
  @ApiPropertyOptional({ maxLength: 500, description: 'Needed to reject' })
  @ValidateIf(({ verb, why }: DecideIntakesRequest) => verb === 'reject' || why !== undefined)
  @IsString()
  @MaxLength(500)
  @Matches(/\S/)
  @Matches(noNul)
  why?: string;
  @ApiProperty({ type: [SeenIntakeRequest], maxItems: 200 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => SeenIntakeRequest)
  intakes: SeenIntakeRequest[];
}
