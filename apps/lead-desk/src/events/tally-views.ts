import { ApiProperty } from '@nestjs/swagger';

const count = { type: 'integer', minimum: 0 } as const;

export class HeldCountView {
  @ApiProperty(count) approval: number;
  @ApiProperty(count) parent: number;
  @ApiProperty(count) behind: number;
  @ApiProperty(count) replay: number;
}

export class TargetTallyView {
  @ApiProperty() target: string;
  @ApiProperty() agency: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['website', 'backOffice'] }) side: 'website' | 'backOffice';
  @ApiProperty(count) routed: number;
  @ApiProperty(count) inFlight: number;
  @ApiProperty({ type: HeldCountView }) held: HeldCountView;
  @ApiProperty(count) parked: number;
  @ApiProperty(count) delivered: number;
  @ApiProperty(count) ignored: number;
  @ApiProperty(count) skipped: number;
  @ApiProperty(count) erased: number;
}

export class TallyView {
  @ApiProperty(count) accepted: number;
  @ApiProperty(count) repeated: number;
  @ApiProperty(count) unrouted: number;
  @ApiProperty({ type: [TargetTallyView] }) targets: TargetTallyView[];
}

export class EventTypeView {
  @ApiProperty() type: string;
  @ApiProperty({ description: 'Row of the capability list, such as P7' }) row: string;
  @ApiProperty({ enum: ['website', 'backOffice'], isArray: true, description: 'Sides that may send it' }) sides: (
    'website' | 'backOffice'
  )[];
  @ApiProperty() description: string;
}

export class EventTypesView {
  @ApiProperty({ type: [EventTypeView] }) types: EventTypeView[];
}
