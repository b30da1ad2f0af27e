import { ApiProperty } from '@nestjs/swagger';
import { waitingStates } from '#delivery';
import { ActView } from '../events/act-view';
import { sides } from '../events/event-views';

export const reaches = ['webhook', 'connection', 'feed', 'log', 'none'] as const;
const text = { type: String, nullable: true } as const;

export class WaitingDeliveryView {
  @ApiProperty({ description: 'Names the delivery where something is done about it' }) ref: string;
  @ApiProperty() target: string;
  @ApiProperty() targetName: string;
  @ApiProperty({ enum: reaches, description: 'How the target is reached' }) reach: (typeof reaches)[number];
  @ApiProperty({ enum: waitingStates }) state: (typeof waitingStates)[number];
  @ApiProperty(text) reason: string | null;
  @ApiProperty({ format: 'date-time', description: 'In this state since' }) since: string;
  @ApiProperty({ type: 'integer', minimum: 0 }) attempts: number;
  @ApiProperty() type: string;
  @ApiProperty(text) row: string | null;
  @ApiProperty() participant: string;
  @ApiProperty() participantName: string;
  @ApiProperty({ enum: sides }) side: (typeof sides)[number];
  @ApiProperty() source: string;
  @ApiProperty() id: string;
  @ApiProperty(text) subject: string | null;
  @ApiProperty({ ...text, format: 'uuid' }) personId: string | null;
  @ApiProperty(text) personName: string | null;
  @ApiProperty({ ...text, description: 'The replay it waits for' }) run: string | null;
  @ApiProperty({ type: ActView, nullable: true, description: 'What somebody did about it last' }) act: ActView | null;
  @ApiProperty() mayRetry: boolean;
  @ApiProperty() maySkip: boolean;
}

export class WaitingDeliveriesView {
  @ApiProperty({ type: [WaitingDeliveryView] }) deliveries: WaitingDeliveryView[];
  @ApiProperty(text) next: string | null;
}

export class RepairedView {
  @ApiProperty() ref: string;
  @ApiProperty() done: boolean;
  @ApiProperty({ ...text, description: 'Why it was not done' }) refused: string | null;
}

export class RepairedDeliveriesView {
  @ApiProperty({ type: [RepairedView] }) results: RepairedView[];
}
