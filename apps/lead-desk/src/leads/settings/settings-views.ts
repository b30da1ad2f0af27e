import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { type Allowance, allowances, type LeadAct, leadActs } from '#lead';

export class ActRightView {
  @ApiProperty({ enum: leadActs }) act: LeadAct;
  @ApiProperty({ enum: allowances }) agent: Allowance;
  @ApiProperty({ enum: allowances }) officeManager: Allowance;
}

export class LeadSettingsView {
  @ApiProperty({ type: 'integer', description: 'To be sent back with a change' }) version: number;
  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'The action plan in use' }) planId: string | null;
  @ApiProperty({ type: 'integer', description: 'Days a lead may be left alone before it receives the plan' }) ignoredDays: number;
  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'Who gets leads that completed their plan' })
  completedTo: string | null;
  @ApiProperty({ type: [ActRightView] }) acts: ActRightView[];
}

export class ChangeLeadSettingsRequest {
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(0) version: number;
  @ApiPropertyOptional({ type: String, nullable: true, format: 'uuid' }) @IsOptional() @IsUUID() planId?: string | null;
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 365 }) @IsInt() @Min(0) @Max(365) ignoredDays: number;
  @ApiPropertyOptional({ type: String, nullable: true, format: 'uuid' }) @IsOptional() @IsUUID() completedTo?: string | null;
  @ApiProperty({ type: [ActRightView] }) @Allow() acts: ActRightView[];
}
