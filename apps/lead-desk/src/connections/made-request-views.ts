import { ApiProperty } from '@nestjs/swagger';

export class MadeRequestView {
  @ApiProperty() connection: string;
  @ApiProperty({ description: 'What the pack calls it' }) request: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty() method: string;
  @ApiProperty() path: string;
  @ApiProperty({ type: String, nullable: true }) body: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) status: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'The answer’s own words, or why there was none' }) says: string | null;
  @ApiProperty({ type: 'integer', description: 'Milliseconds' }) tookMs: number;
}

export class MadeRequestsView {
  @ApiProperty({ type: [MadeRequestView] }) requests: MadeRequestView[];
  @ApiProperty({ description: 'Body, answer and what identifies somebody are left out' }) masked: boolean;
}
