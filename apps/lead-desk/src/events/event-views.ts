import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ActView } from './act-view';

export const sides = ['website', 'backOffice'] as const;
export const outcomes = ['inFlight', 'held', 'parked', 'delivered', 'ignored', 'skipped', 'erased', 'unrouted'] as const;

/** An RFC 7946 Polygon or MultiPolygon; longitude first. */
export class AreaGeometryView {
  @ApiProperty({ enum: ['Polygon', 'MultiPolygon'] }) type: 'Polygon' | 'MultiPolygon';
  @ApiProperty({ type: 'array', items: {}, description: 'Rings of [longitude, latitude], one level deeper for a MultiPolygon' })
  coordinates: unknown[];
}

export class AreaView {
  @ApiProperty() label: string;
  @ApiProperty({ type: AreaGeometryView }) geometry: AreaGeometryView;
}

export class EventAreaView extends AreaView {
  @ApiProperty({ description: 'JSON pointer of the area in the event' }) path: string;
}

export class TargetStateView {
  @ApiProperty() target: string;
  @ApiProperty() name: string;
  @ApiProperty() state: string;
}

export class EventSummaryView {
  @ApiProperty() participant: string;
  @ApiProperty() source: string;
  @ApiProperty() id: string;
  @ApiProperty() type: string;
  @ApiProperty({ type: String, nullable: true, description: 'Row of the capability list, such as P7' }) row: string | null;
  @ApiProperty({ enum: sides }) side: 'website' | 'backOffice';
  @ApiProperty({ type: String, nullable: true }) subject: string | null;
  @ApiProperty({ type: String, nullable: true }) personId: string | null;
  @ApiProperty({ type: String, nullable: true }) personName: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) time: string | null;
  @ApiProperty({ format: 'date-time' }) receivedAt: string;
  @ApiProperty({ enum: outcomes, description: 'The worst open one, else the final one' }) outcome: (typeof outcomes)[number];
  @ApiProperty({ type: [TargetStateView] }) targets: TargetStateView[];
}

export class EventListView {
  @ApiProperty({ type: [EventSummaryView] }) events: EventSummaryView[];
  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next, older page' }) next: string | null;
}

export class HopView {
  @ApiProperty({ enum: ['received', 'log', 'inbox', 'target'] }) place: 'received' | 'log' | 'inbox' | 'target';
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) at: string | null;
  @ApiProperty() detail: string;
}

const headers = { type: 'object', additionalProperties: { type: 'string' } } as const;

export class AttemptRequestView {
  @ApiProperty() method: string;
  @ApiProperty() url: string;
  @ApiProperty(headers) headers: Record<string, string>;
  @ApiProperty() body: string;
}

export class AttemptAnswerView {
  @ApiProperty(headers) headers: Record<string, string>;
  @ApiProperty() body: string;
}

export class AttemptView {
  @ApiProperty({ type: 'integer' }) number: number;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: 'integer', description: 'Milliseconds' }) tookMs: number;
  @ApiProperty({ type: 'integer', nullable: true }) status: number | null;
  @ApiProperty({ type: String, nullable: true }) error: string | null;
  @ApiPropertyOptional({ type: AttemptRequestView }) request?: AttemptRequestView;
  @ApiPropertyOptional({ type: AttemptAnswerView }) answer?: AttemptAnswerView;
}

const targetStates = [
  'inFlight',
  'heldApproval',
  'heldParent',
  'heldBehind',
  'heldReplay',
  'parked',
  'delivered',
  'ignored',
  'skipped',
  'erased',
] as const;

export class JourneyTargetView {
  @ApiProperty() target: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: targetStates }) state: (typeof targetStates)[number];
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: String, nullable: true }) row: string | null;
  @ApiProperty() late: boolean;
  @ApiProperty({ type: String, nullable: true }) by: string | null;
  @ApiProperty({ format: 'date-time' }) routedAt: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) endedAt: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) nextAttemptAt: string | null;
  @ApiProperty({ type: [AttemptView] }) attempts: AttemptView[];
  @ApiPropertyOptional({ type: [ActView], description: 'What people did about it, the oldest first' }) acts?: ActView[];
}

export class JourneyView {
  @ApiProperty() participant: string;
  @ApiProperty() participantName: string;
  @ApiProperty() source: string;
  @ApiProperty() id: string;
  @ApiProperty() type: string;
  @ApiProperty({ type: String, nullable: true }) row: string | null;
  @ApiProperty({ enum: sides }) side: 'website' | 'backOffice';
  @ApiProperty({ type: String, nullable: true }) subject: string | null;
  @ApiProperty({ type: String, nullable: true }) personId: string | null;
  @ApiProperty({ type: String, nullable: true }) personName: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) time: string | null;
  @ApiProperty({ description: 'The outcome in plain words' }) sentence: string;
  @ApiProperty({ type: 'integer' }) repeated: number;
  @ApiProperty({ type: [HopView] }) hops: HopView[];
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'The whole CloudEvent' }) event?: unknown;
  @ApiProperty({ type: [JourneyTargetView] }) targets: JourneyTargetView[];
  @ApiProperty({ type: [EventAreaView] }) areas: EventAreaView[];
}
