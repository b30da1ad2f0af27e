import { ApiProperty } from '@nestjs/swagger';
import { Allow, IsBoolean, IsInt, IsString, Matches, MaxLength, Min } from 'class-validator';
import { PlanStepView } from './plan-views';

export class SavePlanRequest {
  @ApiProperty() @IsString() @MaxLength(2_000) @Matches(/^[^\0]*$/) name: string;
  @ApiProperty({ type: [PlanStepView] }) @Allow() steps: PlanStepView[];
  @ApiProperty({ type: 'integer', description: 'As it was read; 0 for a new one' }) @IsInt() @Min(0) version: number;
}

export class TickStepRequest {
  @ApiProperty() @IsString() @MaxLength(100) step: string;
  @ApiProperty() @IsBoolean() done: boolean;
}
