import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type WaitingState, waitingStates } from '#delivery';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { asList, asNumber } from '../events/event-requests';

const someWords = /^(?=[^\0]{1,500}$).*\S/s;

export class WaitingQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @Matches(/^[^\0]{1,63}$/) target?: string;
  @ApiPropertyOptional({ enum: waitingStates }) @IsOptional() @IsIn(waitingStates) state?: WaitingState;
  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @Transform(asList)
  @IsArray()
  @Matches(/^[^\0]{1,128}$/, { each: true })
  type?: string[];
  @ApiPropertyOptional({ format: 'uuid', description: 'Id of a person summary' }) @IsOptional() @IsUUID('all') person?: string;
  @ApiPropertyOptional({ enum: ['asc', 'desc'], default: 'asc', description: 'By age; asc has the longest waiting first' })
  @IsOptional()
  @IsIn(['asc', 'desc'])
  direction?: 'asc' | 'desc';
  @ApiPropertyOptional({ description: 'Cursor from the page before' }) @IsOptional() @IsString() @MaxLength(512) after?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 500, default: 100 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}

export class RetryRequest {
  @ApiProperty({ type: [String], maxItems: 200 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @Matches(/^\d{1,18}$/, { each: true, message: 'refs are refs of deliveries, as the list gives them' })
  refs: string[];
}

export class SkipRequest extends RetryRequest {
  @ApiProperty({ maxLength: 500 }) @Matches(someWords, { message: 'Say why in 1 to 500 characters' }) why: string;
}
