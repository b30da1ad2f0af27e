import { ApiProperty } from '@nestjs/swagger';

const count = { type: 'integer', minimum: 0 } as const;
const moment = { type: String, nullable: true, format: 'date-time' } as const;

/** Whether webhooks of the vendor arrive. */
export const hearings = ['none', 'notYet', 'heard', 'silent'] as const;

export class RefusedHooksView {
  @ApiProperty(count) count: number;
  @ApiProperty({ type: String, nullable: true }) why: string | null;
  @ApiProperty(moment) lastAt: string | null;
}

export class HooksView {
  @ApiProperty({ enum: hearings }) hearing: (typeof hearings)[number];
  @ApiProperty({ description: 'The same in a sentence' }) says: string;
  @ApiProperty(moment) lastAt: string | null;
  @ApiProperty({ type: RefusedHooksView }) refused: RefusedHooksView;
  @ApiProperty({ type: String, nullable: true, description: 'Path of the address to enter at the vendor, below this host' }) path:
    string | null;
}

export class ConnectionTopicView {
  @ApiProperty() topic: string;
  @ApiProperty({ format: 'date-time' }) lastAt: string;
  @ApiProperty(count) heard: number;
}

export class ConnectionSweepView {
  @ApiProperty() record: string;
  @ApiProperty(moment) lastAt: string | null;
  @ApiProperty(count) found: number;
  @ApiProperty({ ...count, description: 'Found by the sweep although a webhook should have told of it' }) missed: number;
  @ApiProperty({ type: String, nullable: true, description: 'Why the last one did not end well' }) says: string | null;
}

export class WaitingView {
  @ApiProperty({ ...count, description: 'Records told of, not read yet' }) toRead: number;
  @ApiProperty({ ...count, description: 'What came in and could not be taken' }) parked: number;
  @ApiProperty({ ...count, description: 'Events of it, not in the log yet' }) toSay: number;
}

export class ConnectionDeliveriesView {
  @ApiProperty({ ...count, description: 'Counted up to 10,000, as the others' }) inFlight: number;
  @ApiProperty(count) held: number;
  @ApiProperty(count) parked: number;
  @ApiProperty({ ...moment, description: 'When the oldest that is on its way or held was received' }) oldestAt: string | null;
  @ApiProperty({ ...moment, description: 'Since when requests fail again and again' }) failingSince: string | null;
  @ApiProperty({ type: String, nullable: true }) failingWith: string | null;
}

export class ListWarningView {
  @ApiProperty({ description: 'The list of the vendor, by its name in the pack' }) list: string;
  @ApiProperty({ type: String, nullable: true, description: 'Setting or table; nothing where the list could not be asked for' }) in:
    string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Our own word for it, in a table' }) key: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the vendor does not know' }) value: string | null;
  @ApiProperty({ type: [String], description: 'What the vendor offers' }) offers: string[];
  @ApiProperty({ description: 'All of it in a sentence' }) says: string;
}

export class ConnectionListsView {
  @ApiProperty({ ...moment, description: 'When settings and tables were last compared with the vendor’s lists' }) checkedAt: string | null;
  @ApiProperty({ type: [ListWarningView] }) warnings: ListWarningView[];
}
