import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { asNumber } from '../events/event-requests';
import { timelineKinds } from './timeline-view';

const peopleSorts = ['lastActivity', 'name', 'visits', 'interest', 'firstSeen'] as const;
export type PeopleSort = (typeof peopleSorts)[number];

const noNul = /^[^\0]*$/;

export class PeopleQuery {
  @ApiPropertyOptional({ description: 'Part of a name, an e-mail address or a phone number' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  @Matches(noNul)
  search?: string;
  @ApiPropertyOptional({ enum: peopleSorts, default: 'lastActivity' }) @IsOptional() @IsIn(peopleSorts) sort?: PeopleSort;
  @ApiPropertyOptional({ enum: ['asc', 'desc'] }) @IsOptional() @IsIn(['asc', 'desc']) direction?: 'asc' | 'desc';
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(64) @Matches(noNul) role?: string;
  @ApiPropertyOptional({ enum: [7, 30, 90], description: 'Active within so many days' })
  @IsOptional()
  @Transform(asNumber)
  @IsIn([7, 30, 90])
  recency?: 7 | 30 | 90;
  @ApiPropertyOptional({ type: 'integer', minimum: 0 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(0)
  @Max(1_000_000_000)
  minVisits?: number;
  @ApiPropertyOptional({ description: 'Has a lead with this intent' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @Matches(noNul)
  intent?: string;
  @ApiPropertyOptional({ enum: ['true', 'false'] }) @IsOptional() @IsIn(['true', 'false']) openLead?: 'true' | 'false';
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Whether a lead of theirs was converted' })
  @IsOptional()
  @IsIn(['true', 'false'])
  client?: 'true' | 'false';
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(1024) after?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 500, default: 100 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}

export class TimelineQuery {
  @ApiPropertyOptional({ enum: timelineKinds }) @IsOptional() @IsIn(timelineKinds) kind?: (typeof timelineKinds)[number];
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(512) before?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}

export class AddNoteRequest {
  @ApiProperty({ maxLength: 10_000 }) @IsString() @MaxLength(10_000) @Matches(/\S/) @Matches(noNul) text: string;
}
