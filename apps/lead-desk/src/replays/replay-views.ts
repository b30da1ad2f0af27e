import { ApiProperty } from '@nestjs/swagger';
import { ActView } from '../events/act-view';
import { sides } from '../events/event-views';

export const runKinds = ['replay', 'fill'] as const;
export const runStates = ['planned', 'running', 'stopped', 'done'] as const;
export const countings = ['exactly', 'atLeast', 'atMost'] as const;
const count = { type: 'integer', minimum: 0 } as const;
const moment = { type: String, nullable: true, format: 'date-time' } as const;
const event = { type: 'object', additionalProperties: true } as const;

export class ReplayRunView {
  @ApiProperty() id: string;
  @ApiProperty() target: string;
  @ApiProperty() targetName: string;
  @ApiProperty({ enum: runKinds, description: 'Fill: how things stand, for a new back office' }) kind: (typeof runKinds)[number];
  @ApiProperty({ enum: runStates }) state: (typeof runStates)[number];
  @ApiProperty({ description: 'Who planned it' }) by: string;
  @ApiProperty({ format: 'date-time' }) plannedAt: string;
  @ApiProperty(moment) startedAt: string | null;
  @ApiProperty(moment) endedAt: string | null;
  @ApiProperty({ ...count, nullable: true, type: Number, description: 'Persons chosen; nothing for all' }) chosenPersons: number | null;
  @ApiProperty({ type: [String] }) types: string[];
  @ApiProperty(moment) from: string | null;
  @ApiProperty(moment) until: string | null;
  @ApiProperty(count) persons: number;
  @ApiProperty(count) events: number;
  @ApiProperty({ enum: countings, description: 'How the count of events is meant' }) counted: (typeof countings)[number];
  @ApiProperty(count) personsDone: number;
  @ApiProperty(count) delivered: number;
  @ApiProperty(count) ignored: number;
  @ApiProperty(count) refused: number;
  @ApiProperty(count) erased: number;
}

export class ReplayTargetView {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: sides }) side: (typeof sides)[number];
  @ApiProperty({ type: [String], description: 'What it can be told again' }) types: string[];
}

export class ReplaysView {
  @ApiProperty({ type: [ReplayRunView], description: 'The newest first, 200 at most' }) runs: ReplayRunView[];
  @ApiProperty({ type: [ReplayTargetView], description: 'Targets that replays can go to' }) targets: ReplayTargetView[];
}

export class RefusedInRunView {
  @ApiProperty() participant: string;
  @ApiProperty() source: string;
  @ApiProperty() id: string;
  @ApiProperty() type: string;
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty({ type: String, nullable: true }) personName: string | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class ReplayView extends ReplayRunView {
  @ApiProperty({ type: [RefusedInRunView], description: 'The first 100' }) refusedEvents: RefusedInRunView[];
  @ApiProperty({ type: [ActView], description: 'Who ran, stopped and let it go on, the oldest first' }) acts: ActView[];
}

export class ToldView {
  @ApiProperty(event) event: Record<string, unknown>;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class ReplayChangeView {
  @ApiProperty({ description: 'JSON pointer below data' }) path: string;
}

export class PreviewedEventView {
  @ApiProperty() participant: string;
  @ApiProperty() source: string;
  @ApiProperty() id: string;
  @ApiProperty() type: string;
  @ApiProperty({ format: 'date-time' }) receivedAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why the target would not be told after all' }) leftOut: string | null;
  @ApiProperty({ ...event, description: 'The event as it would be sent' }) would: Record<string, unknown>;
  @ApiProperty({ type: ToldView, nullable: true, description: 'What the target was last told of the same thing' }) told: ToldView | null;
  @ApiProperty({ type: [ReplayChangeView] }) changes: ReplayChangeView[];
}

export class PreviewedPersonView {
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty({ type: String, nullable: true }) personName: string | null;
  @ApiProperty({ type: [PreviewedEventView] }) events: PreviewedEventView[];
  @ApiProperty({ description: 'There are more events than are shown' }) more: boolean;
}

export class ReplayPreviewView {
  @ApiProperty({ type: [PreviewedPersonView] }) persons: PreviewedPersonView[];
  @ApiProperty({ type: String, nullable: true, description: 'Asks for the persons after these' }) next: string | null;
}
