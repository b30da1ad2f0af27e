import { ApiPropertyOptional, ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { outcomes, sides } from './event-views';

export const asList = ({ value }: { value: unknown }): unknown => (value === undefined || Array.isArray(value) ? value : [value]);
export const asNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && value.trim() !== '' ? Number(value) : value;

export class EventListQuery {
  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @Transform(asList)
  @IsArray()
  @IsString({ each: true })
  @MaxLength(128, { each: true })
  type?: string[];
  @ApiPropertyOptional({ format: 'uuid', description: 'Id of a person summary' }) @IsOptional() @IsUUID('all') person?: string;
  @ApiPropertyOptional({ enum: sides }) @IsOptional() @IsIn(sides) side?: (typeof sides)[number];
  @ApiPropertyOptional({ enum: outcomes }) @IsOptional() @IsIn(outcomes) outcome?: (typeof outcomes)[number];
  @ApiPropertyOptional({ description: 'Cursor from the page before' }) @IsOptional() @IsString() @MaxLength(512) before?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 500, default: 100 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}

export class JourneyQuery {
  @ApiProperty() @IsString() @Matches(/^[^\0]+$/) @MaxLength(2048) source: string;
  @ApiProperty() @IsString() @Matches(/^[^\0]+$/) @MaxLength(1024) id: string;
  @ApiPropertyOptional({ description: 'Needed only where two participants used the same source and id' })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  participant?: string;
}
