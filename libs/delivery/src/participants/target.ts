import type { Side } from '#people-exchange';

/** A `connection` is asked over a vendor's own API, by whoever serves connections. */
export type DeliveryMode = 'webhook' | 'feed' | 'none' | 'log' | 'connection';

/** Types that come in bursts and say more together: what a person has of them waits for what else comes, and goes in one request. */
export interface Gather {
  readonly types: readonly string[];
  /** It waits until nothing more of these types came for so long… */
  readonly quietSeconds: number;
  /** …and no longer than this after the first came. */
  readonly atMostSeconds: number;
  /** Events in one request; as many as the bridge puts into one unless told. */
  readonly most?: number;
}

/** What a participant wants to hear; nothing set means every known type of every office. */
export interface Receives {
  readonly types?: readonly string[];
  readonly offices?: readonly string[];
  /** What it hears together; everything else comes one by one. */
  readonly gather?: Gather;
  /** Why it does not want what it does not: a sentence by row. */
  readonly says?: Readonly<Record<string, string>>;
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
