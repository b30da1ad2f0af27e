import { FaultPlan, type FaultName, type Faults } from './faults';
import type { WebhookScheme } from './webhooks/notification';
import { WebhookQueue, type WebhookOptions } from './webhooks/webhook-queue';

/** What every vendor's twin may be told. */
export interface TwinOptions {
  /** The same seed gives the same ids, keys and faults. */
  seed?: string;
  /** Shares from 0 to 1 by fault. */
  faults?: Faults;
  /** The twin's clock. With it webhooks leave only by `deliverDue`, unless `webhook.byHand` says otherwise. */
  now?: () => Date;
  webhook?: WebhookOptions;
  /** How long an answer takes under `slow`, in real milliseconds; 2,000 when not given. */
  slowMs?: number;
  /** How long a new record cannot be read under `async-creates`, by the twin's clock; 2,000 ms when not given. */
  hiddenForMs?: number;
}

export interface Basics {
  seed: string;
  now: () => Date;
  faults: FaultPlan;
  slowMs: number;
  hiddenForMs: number;
}

/** @throws UnknownFaults for one this vendor cannot have, WrongShare */
export function basicsOf(options: TwinOptions, seed: string, here: readonly FaultName[], always: Faults = {}): Basics {
  const own = options.seed ?? seed;
  return {
    seed: own,
    now: options.now ?? (() => new Date()),
    faults: new FaultPlan(own, here, always, options.faults ?? {}),
    slowMs: options.slowMs ?? 2_000,
    hiddenForMs: options.hiddenForMs ?? 2_000,
  };
}

export function queueOf(options: TwinOptions, basics: Basics, scheme: WebhookScheme): WebhookQueue {
  const { webhook } = options;
  const byHand = webhook?.byHand ?? options.now !== undefined;
  return new WebhookQueue(scheme, basics.faults, basics.now, webhook && { ...webhook, byHand });
}
