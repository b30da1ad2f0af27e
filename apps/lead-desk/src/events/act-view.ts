import { ApiProperty } from '@nestjs/swagger';

export const actVerbs = ['retry', 'edit', 'run', 'stop', 'goOn'] as const;

/** What somebody did about a delivery, or about a run. */
export class ActView {
  @ApiProperty({ enum: actVerbs }) did: (typeof actVerbs)[number];
  @ApiProperty() who: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}
