import type { Side } from '#people-exchange';

export type DeliveryMode = 'webhook' | 'feed' | 'none' | 'log';

/** What a participant wants to hear; nothing set means every known type of every office. */
export interface Receives {
  readonly types?: readonly string[];
  readonly offices?: readonly string[];
}

/** A participant seen from the delivering end. */
export interface Target {
  readonly agency: string;
  readonly id: string;
  readonly name: string;
  readonly side: Side;
  readonly mode: DeliveryMode;
  readonly webhookUrl: string | null;
  readonly webhookSecret: string | null;
  readonly allowedPrivate: readonly string[];
  readonly state: 'active' | 'paused';
  readonly admission: 'straight' | 'approval';
  readonly receives: Receives;
  readonly concurrency: number;
}
