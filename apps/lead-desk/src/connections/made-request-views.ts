import { ApiProperty } from '@nestjs/swagger';

/** How much a conversion kept of an area. */
export class MeasuredAreaView {
  @ApiProperty({ enum: ['boundingCircle', 'hull', 'like', 'outlines'], description: 'What brought it into the vendor’s form' })
  by: 'boundingCircle' | 'hull' | 'like' | 'outlines';
  @ApiProperty({ minimum: 0, maximum: 1, description: 'Intersection over union of what was sent and what it became' }) overlap: number;
}

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
  @ApiProperty({ type: [MeasuredAreaView] }) areas: MeasuredAreaView[];
}

export class MadeRequestsView {
  @ApiProperty({ type: [MadeRequestView] }) requests: MadeRequestView[];
  @ApiProperty({ description: 'Body, answer and what identifies somebody are left out' }) masked: boolean;
}
