import { ApiProperty } from '@nestjs/swagger';

export class PlanRunStepView {
  @ApiProperty() id: string;
  @ApiProperty() title: string;
  @ApiProperty({ format: 'date-time', description: 'The end of its day at the office' }) dueAt: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) doneAt: string | null;
  @ApiProperty({ description: 'Its day is over and it is not done' }) late: boolean;
}

/** Where a lead stands in its action plan. */
export class PlanRunView {
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['onTime', 'lateTask', 'completed'] }) status: string;
  @ApiProperty({ format: 'date-time' }) receivedAt: string;
  @ApiProperty({ description: 'The lead is over or converted, so nothing is due any more' }) stopped: boolean;
  @ApiProperty({ type: [PlanRunStepView] }) steps: PlanRunStepView[];
}

export class PlanStepView {
  @ApiProperty() id: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 730, description: 'Days of the office after the lead received the plan' })
  dueInDays: number;
}

export class PlanView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: [PlanStepView] }) steps: PlanStepView[];
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ format: 'date-time' }) changedAt: string;
  @ApiProperty() changedBy: string;
  @ApiProperty({ description: 'Leads receive this one' }) inUse: boolean;
}

export class PlansView {
  @ApiProperty({ type: [PlanView] }) plans: PlanView[];
}
