import type { AcceptedEvent } from '#people-exchange';
import type { EntityManager } from 'typeorm';

/** One event of a batch, as #delivery hands it over: no duplicates, nothing malformed, nobody erased. */
export interface TakenEvent {
  readonly event: AcceptedEvent;
  readonly personId: string | null;
  readonly receivedAt: Date;
  readonly topic: string;
}

export type EffectOutcome = { readonly state: 'delivered' } | { readonly state: 'ignored'; readonly row: string };

export type Effects = (manager: EntityManager, taken: readonly TakenEvent[]) => Promise<readonly EffectOutcome[]>;
