import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { asNumber } from '../events/event-requests';
import { runKinds } from './replay-views';

const time = /^\d{4}-\d\d-\d\dT/;
const timeWords = { message: 'Give a time such as 2026-11-02T09:00:00Z' };

export class ReplaysQuery {
  @ApiPropertyOptional() @IsOptional() @Matches(/^[^\0]{1,63}$/) target?: string;
}

export class PlanReplayRequest {
  @ApiProperty() @Matches(/^[a-z\d][a-z\d-]{0,62}$/, { message: 'Choose a target' }) target: string;
  @ApiPropertyOptional({ enum: runKinds, default: 'replay' }) @IsOptional() @IsIn(runKinds) kind?: (typeof runKinds)[number];
  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Ids of person summaries; all people where it is left out' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsUUID('all', { each: true })
  persons?: string[];
  @ApiPropertyOptional({ type: [String], description: 'All that the target wants where it is left out' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @Matches(/^[^\0]{1,128}$/, { each: true })
  types?: string[];
  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true }, timeWords)
  @Matches(time, timeWords)
  from?: string;
  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true }, timeWords)
  @Matches(time, timeWords)
  until?: string;
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 3650,
    description: 'Of a fill: days of what happened, after how things stand',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3650)
  days?: number;
}

export class PreviewQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'The person a preview said is next' }) @IsOptional() @IsUUID('all') after?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 10, default: 10 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(10)
  persons?: number;
}
