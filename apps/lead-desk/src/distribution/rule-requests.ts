import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type DistributionRule, type Method, methods } from '#lead';
import { asNumber } from '../events/event-requests';
import { idForm } from '../ponds/pond-requests';

export class DayHoursRequest {
  @ApiProperty({ description: 'HH:MM, by the clock of the office' }) @IsString() @MaxLength(5) from: string;
  @ApiProperty({ description: 'HH:MM; before `from`, the hours go on over midnight' }) @IsString() @MaxLength(5) until: string;
}

export class OfficeHoursRequest {
  @ApiProperty({ description: 'IANA, such as Europe/London' }) @IsString() @MaxLength(64) zone: string;
  @ApiPropertyOptional({ type: DayHoursRequest, nullable: true, description: 'Left out or null: the whole day' })
  @IsOptional()
  @ValidateNested()
  @Type(() => DayHoursRequest)
  hours: DayHoursRequest | null = null;
  @ApiProperty({ enum: ['weekdays', 'anyDay'] }) @IsIn(['weekdays', 'anyDay']) days: 'weekdays' | 'anyDay';
  @ApiProperty({ type: [String], description: 'ISO dates of days off' })
  @IsArray()
  @ArrayMaxSize(400)
  @IsString({ each: true })
  @MaxLength(10, { each: true })
  holidays: string[];
}

export class RuleRequest implements DistributionRule {
  @ApiProperty({ enum: methods, enumName: 'DistributionMethod' }) @IsIn(methods) method: Method;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Minutes of office hours; null: nothing runs out' })
  @IsOptional()
  @IsInt()
  acceptWithinMinutes: number | null = null;
  @ApiProperty({ type: OfficeHoursRequest }) @ValidateNested() @Type(() => OfficeHoursRequest) hours: OfficeHoursRequest;
  @ApiProperty({ type: 'integer', nullable: true }) @IsOptional() @IsInt() capPerDay: number | null = null;
  @ApiProperty() @IsBoolean() stickyAgent: boolean;
  @ApiProperty() @IsBoolean() listingAgent: boolean;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 3 }) @IsInt() mostOffers: number;
  @ApiPropertyOptional({ type: String, nullable: true, format: 'uuid', description: 'The pond that takes what nobody may be asked for' })
  @IsOptional()
  @Matches(idForm)
  pond: string | null = null;
}

export class ChangeRuleRequest {
  @ApiProperty({ description: 'Whether leads are given out by it' }) @IsBoolean() active: boolean;
  @ApiProperty({ type: RuleRequest }) @ValidateNested() @Type(() => RuleRequest) rule: RuleRequest;
  @ApiProperty({ type: 'integer', description: 'The version one saw; 0 where there was none' }) @IsInt() @Min(0) version: number;
}

export class TryRuleRequest {
  @ApiPropertyOptional({ description: "The agency's own id of the office; left out for the company" })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  office?: string;
  @ApiProperty({ type: RuleRequest }) @ValidateNested() @Type(() => RuleRequest) rule: RuleRequest;
}

export class SimulateRequest extends TryRuleRequest {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 365, description: 'Over the leads of so many days' })
  @IsInt()
  @Min(1)
  @Max(365)
  days: number;
}

export class ReceivingRequest {
  @ApiProperty() @IsBoolean() receiving: boolean;
}

const listed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.split(',').filter((one) => one !== '') : value;

export class ReportQuery {
  @ApiPropertyOptional({ type: String, description: 'Ids of the chosen agents, with commas between; all where none is named' })
  @IsOptional()
  @Transform(listed)
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsString({ each: true })
  agents?: string[];
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Exactly the receiving agents, whatever was chosen' })
  @IsOptional()
  @IsIn(['true', 'false'])
  onlyReceiving?: 'true' | 'false';
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 365, default: 30 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(365)
  days?: number;
}
