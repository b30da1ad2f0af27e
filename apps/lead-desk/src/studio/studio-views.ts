import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const someJson = {
  description: 'JSON',
  nullable: true,
  oneOf: [
    { type: 'object', additionalProperties: true },
    { type: 'array', items: {} },
  ],
};

export class DraftSummaryView {
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) title: string | null;
  @ApiProperty({ type: String, nullable: true }) version: string | null;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty() changedBy: string;
  @ApiProperty({ format: 'date-time' }) changedAt: string;
}

export class DraftsView {
  @ApiProperty({ type: [DraftSummaryView] }) drafts: DraftSummaryView[];
}

export class DraftFileView {
  @ApiProperty() path: string;
  @ApiProperty() text: string;
}

export class DraftView {
  @ApiProperty() name: string;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty() changedBy: string;
  @ApiProperty({ format: 'date-time' }) changedAt: string;
  @ApiProperty({ type: [DraftFileView] }) files: DraftFileView[];
}

export class DraftProblemView {
  @ApiProperty() file: string;
  @ApiProperty({ type: 'integer', minimum: 1 }) line: number;
  @ApiProperty({ type: 'integer', minimum: 1 }) column: number;
  @ApiProperty() message: string;
  @ApiPropertyOptional() hint?: string;
}

export class DraftSampleView {
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['event', 'hook', 'record', 'sweep', 'list'] }) kind: 'event' | 'hook' | 'record' | 'sweep' | 'list';
  @ApiProperty({ type: String, nullable: true, description: 'Type of its event' }) type: string | null;
  @ApiProperty({ description: 'The draft says what it is to lead to' }) expected: boolean;
}

const stopped = { type: String, nullable: true, description: 'Why it was stopped before it came to an answer' } as const;

export class CheckedDraftView {
  @ApiProperty(stopped) stopped: string | null;
  @ApiProperty({ type: [DraftProblemView] }) problems: DraftProblemView[];
  @ApiProperty({ type: [DraftSampleView] }) samples: DraftSampleView[];
  @ApiProperty({ type: [String], description: 'Event types it has requests for' }) types: string[];
}

export class WhyView {
  @ApiProperty() request: string;
  @ApiProperty({ description: 'JSON pointer into the body' }) path: string;
  @ApiProperty({ description: 'FILE:LINE of the expression' }) at: string;
  @ApiProperty({ type: [String], description: 'Inputs the value comes from; none for a word of the pack itself' }) from: string[];
}

export class PlayedSampleView {
  @ApiProperty(stopped) stopped: string | null;
  @ApiProperty({ type: [DraftProblemView] }) problems: DraftProblemView[];
  @ApiProperty({ ...someJson, description: 'What went in' }) sample: unknown;
  @ApiProperty({ ...someJson, description: 'What it led to' }) played: unknown;
  @ApiProperty({ ...someJson, description: 'What the draft says it leads to' }) expected: unknown;
  @ApiProperty({ type: [String] }) differences: string[];
  @ApiProperty({ type: [WhyView] }) why: WhyView[];
}

export class TriedSampleView {
  @ApiProperty() name: string;
  @ApiProperty({ type: [String], description: 'Empty where all is as expected' }) differences: string[];
}

export class TriedDraftView {
  @ApiProperty(stopped) stopped: string | null;
  @ApiProperty({ type: [DraftProblemView] }) problems: DraftProblemView[];
  @ApiProperty({ type: [TriedSampleView] }) tried: TriedSampleView[];
}

export class PastEventView {
  @ApiProperty() source: string;
  @ApiProperty() id: string;
  @ApiProperty() participant: string;
  @ApiProperty({ format: 'date-time' }) receivedAt: string;
}

export class PastEventsView {
  @ApiProperty({ type: [PastEventView] }) events: PastEventView[];
}

export class PublishedView {
  @ApiProperty() pack: string;
  @ApiProperty() version: string;
}
