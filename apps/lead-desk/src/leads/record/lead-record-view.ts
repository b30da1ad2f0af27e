import { ApiProperty } from '@nestjs/swagger';
import { leadFieldNames } from '#lead';
import { LeadRequestView } from '../acts/request-views';
import { PlanRunView } from '../../plans/plan-views';
import { LeadSummaryView, MayDoView } from '../list/lead-summary-view';

export class LeadValueView {
  @ApiProperty({ enum: leadFieldNames }) field: string;
  @ApiProperty() value: string;
  @ApiProperty({ type: String, enum: ['website', 'backOffice', 'hand', null], nullable: true }) side:
    'website' | 'backOffice' | 'hand' | null;
  @ApiProperty({ type: String, nullable: true, description: 'Participant, or the member who wrote it' }) by: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) at: string | null;
}

export class UndoableView {
  @ApiProperty({ description: 'The number to undo it by' }) number: string;
  @ApiProperty() kind: string;
  @ApiProperty() by: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

/** One lead with everything an agent works with. */
export class LeadRecordView {
  @ApiProperty({ type: LeadSummaryView }) summary: LeadSummaryView;
  @ApiProperty({ type: [LeadValueView], description: 'Every field, with who said it' }) values: LeadValueView[];
  @ApiProperty({ type: PlanRunView, nullable: true }) plan: PlanRunView | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why the open request is made' }) requestWords: string | null;
  @ApiProperty({ type: [LeadRequestView], description: 'Decided requests, the newest 20' }) requests: LeadRequestView[];
  @ApiProperty({ type: [MayDoView], description: 'What makes sense now and may be done' }) mayDo: MayDoView[];
  @ApiProperty({ type: UndoableView, nullable: true, description: 'What put it where it stands, while it can be undone' })
  undo: UndoableView | null;
  @ApiProperty({ description: 'Whether whoever asks decides on requests' }) decides: boolean;
}

export class ChangedValueView {
  @ApiProperty() field: string;
  @ApiProperty() from: string;
  @ApiProperty() to: string;
}

/** A line of what happened: what people did with the lead, whose it was, and what the person did. */
export class HistoryEntryView {
  @ApiProperty() id: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ enum: ['act', 'assignment', 'event'] }) of: 'act' | 'assignment' | 'event';
  @ApiProperty({ description: 'What was done, or the kind of event' }) kind: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who did it; null where the desk did it by itself' }) by: string | null;
  @ApiProperty({ type: [ChangedValueView] }) changes: ChangedValueView[];
  @ApiProperty({ type: String, nullable: true, description: 'What act a request or an undo is about' }) act: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'A reason, a step, a person, or what the event says' }) words: string | null;
}

export class HistoryView {
  @ApiProperty({ type: [HistoryEntryView] }) entries: HistoryEntryView[];
  @ApiProperty({ type: String, nullable: true }) next: string | null;
}
