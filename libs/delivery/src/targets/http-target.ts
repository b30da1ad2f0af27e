import type { AcceptedEvent } from '#people-exchange';
import type { TraceContext } from '#runtime';
import type { Target } from '../participants/target';

export interface Outgoing {
  readonly target: Target;
  /** Names the delivery: `EVENT`, in a replay `EVENT.RUN`. */
  readonly webhookId: string;
  /** What can wait leaves a target's budget to what cannot; live unless told. */
  readonly work?: 'live' | 'backfill';
  /** The whole event in CloudEvents structured mode; the signature covers it. */
  readonly body: string;
  /** The event as it was accepted. */
  readonly event: AcceptedEvent;
  /** Which attempt of it this is, from 1. */
  readonly attempt: number;
  /** What the target goes on under. */
  readonly trace: TraceContext;
}

export interface Answer {
  /** HTTP status, or nothing where no answer came. */
  readonly status: number | null;
  readonly error: string | null;
  readonly body: string;
  readonly retryAfterMs: number;
  readonly tookMs: number;
  /** Events that were in this one request, where several may; all of them have this very answer. */
  readonly events?: number;
  /** What a target that understands its answers makes of this one; without it the status decides. */
  readonly means?: Meaning;
}

export type Meaning =
  /** Somebody has to decide. */
  | { readonly verdict: 'park'; readonly reason: string }
  /** The target took it for nothing, and says why. */
  | { readonly verdict: 'ignore'; readonly reason: string }
  /** It needs something that the target does not have of this person yet; `need` names it. */
  | { readonly verdict: 'hold'; readonly need: string; readonly reason: string };

/** Hands events to a target over HTTP; never throws, an answer that did not come is an answer too. */
export abstract class HttpTarget {
  abstract send(outgoing: Outgoing): Promise<Answer>;
  /**
   * Several events of one person, in order, in as few requests as the target takes them in; answers what came of each, up to one
   * that has to be asked again.
   * @param id names these events together, as a `webhookId` one of them
   */
  abstract sendTogether(all: readonly Outgoing[], id: string): Promise<readonly Answer[]>;
  abstract close(): Promise<void>;
}

export type Verdict = 'done' | 'retry' | 'pause' | 'park' | 'ignore' | 'hold';

/** What a status means: 2xx done; 408, 425, 429, 5xx and none are retried; 410 pauses the target; the rest parks. */
export function verdictOf(status: number | null): Verdict {
  if (status === null || status === 408 || status === 425 || status === 429 || status >= 500) return 'retry';
  if (status >= 200 && status < 300) return 'done';
  return status === 410 ? 'pause' : 'park';
}

/** What came of asking: the target's own meaning, else the status. */
export function verdictIn({ means, status }: Answer): Verdict {
  return means?.verdict ?? verdictOf(status);
}
