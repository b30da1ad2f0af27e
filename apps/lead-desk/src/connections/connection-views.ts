import { ApiProperty } from '@nestjs/swagger';
import {
  ConnectionDeliveriesView,
  ConnectionListsView,
  ConnectionSweepView,
  ConnectionTopicView,
  HooksView,
  WaitingView,
} from './connection-parts';

/** `unusable`: its pack or its secrets cannot be read here. */
export const connectionStates = ['ready', 'paused', 'credentialsRefused', 'needsAuthorisation', 'tokenServiceAway', 'unusable'] as const;
export const breakers = ['open', 'closed', 'unknown'] as const;

/** Where a connection can go: a version of its own pack, or of one that was made from it. */
export class PackVersionView {
  @ApiProperty() pack: string;
  @ApiProperty() title: string;
  @ApiProperty() version: string;
  @ApiProperty({ description: 'It was there before the last promotion' }) earlier: boolean;
}

/** A connection as it is shown: never with its secrets. */
export class ConnectionView {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() pack: string;
  @ApiProperty() packTitle: string;
  @ApiProperty() version: string;
  @ApiProperty({ type: [PackVersionView], description: 'Other versions of its pack, and those of packs made from it; oldest first' })
  goesTo: PackVersionView[];
  @ApiProperty({ enum: connectionStates }) state: (typeof connectionStates)[number];
  @ApiProperty({ type: String, nullable: true, description: 'Why it is not ready' }) says: string | null;
  @ApiProperty({ format: 'date-time' }) stateSince: string;
  @ApiProperty({ type: ConnectionDeliveriesView }) deliveries: ConnectionDeliveriesView;
  @ApiProperty({
    enum: breakers,
    description: 'Open: it is asked once in a while only, because it failed again and again. Unknown where another process delivers',
  })
  breaker: (typeof breakers)[number];
  @ApiProperty({ type: WaitingView }) waiting: WaitingView;
  @ApiProperty({ type: 'integer', minimum: 0 }) requestsToday: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Requests a day (UTC) that the vendor allows' }) dailyBudget: number | null;
  @ApiProperty({ type: 'integer', minimum: 0, description: 'Fields written that the vendor holds otherwise' }) drift: number;
  @ApiProperty({ type: ConnectionListsView, description: 'What settings and tables hold that the vendor does not know' })
  lists: ConnectionListsView;
  @ApiProperty({ type: HooksView }) hooks: HooksView;
  @ApiProperty({ type: [ConnectionTopicView] }) topics: ConnectionTopicView[];
  @ApiProperty({ type: [ConnectionSweepView] }) sweeps: ConnectionSweepView[];
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What was entered, without secrets' })
  settings: Readonly<Record<string, unknown>>;
  @ApiProperty({ type: [String], description: 'Names of the secrets that were entered' }) secrets: string[];
  @ApiProperty({ description: 'Whether somebody has to sign in at the vendor' }) signsIn: boolean;
  @ApiProperty({ type: [String], description: 'Private addresses an administrator allowed' }) allowedPrivate: string[];
  @ApiProperty({ type: [String], description: 'Rows switched off, such as P3' }) off: string[];
}

export class ConnectionsView {
  @ApiProperty({ type: [ConnectionView] }) connections: ConnectionView[];
}

export class ConnectionTestView {
  @ApiProperty() ok: boolean;
  @ApiProperty({ description: 'What was tried and what came of it' }) says: string;
  @ApiProperty({ type: [String], description: 'What settings and tables hold that the vendor does not know' }) warnings: string[];
}

export class DriftItemView {
  @ApiProperty() record: string;
  @ApiProperty({ description: 'JSON pointer into the vendor’s record' }) field: string;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: String, nullable: true, description: 'Newest example: what was written' }) ours: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Newest example: what is there' }) theirs: string | null;
  @ApiProperty({ format: 'date-time' }) lastAt: string;
}

export class DriftView {
  @ApiProperty({ type: [DriftItemView] }) drift: DriftItemView[];
}

export class VendorSignInView {
  @ApiProperty({ format: 'uri', description: 'Page of the vendor to open in this browser; it leads back' }) address: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
}
