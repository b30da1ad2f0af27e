import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class ProblemItemView {
  @ApiPropertyOptional({ type: 'integer' }) index?: number;
  @ApiProperty({ description: 'JSON pointer, or the name of a query parameter' }) path: string;
  @ApiProperty() rule: string;
  @ApiProperty() message: string;
}

/** RFC 9457, as application/problem+json. */
export class ProblemView {
  @ApiProperty() type: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: 'integer' }) status: number;
  @ApiProperty() detail: string;
  @ApiProperty({ type: [ProblemItemView] }) problems: ProblemItemView[];
}
