/** What one call was: the event as it arrived, and what the twin did with it. */
export interface TwinCall {
  /** Place in the journal, from 1, in the order the calls were read. */
  n: number;
  /** RFC 3339 UTC */
  at: string;
  webhookId: string;
  /** How often this webhook-id has come, this call included. */
  attempt: number;
  /** False when the signature did not match: such a call has no effect. */
  verified: boolean;
  /** False for every call after the one that took effect: a receiver that honours webhook-id counts one. */
  effect: boolean;
  /** HTTP status, or null when the connection was left without an answer. */
  status: number | null;
  /** The fault, in a word, when the call was not simply taken. */
  fault: string | null;
  event: DeliveredEvent | null;
}

/** The parts of a delivered CloudEvent that say which event it is. */
export interface DeliveredEvent {
  id: string;
  source: string;
  type: string;
  origin: string;
  subject: string | null;
  time: string | null;
  /** Digest of `data` (digestOf), so that an altered event shows. */
  digest: string;
}

export class Journal {
  private readonly calls: TwinCall[] = [];
  private readonly attempts = new Map<string, number>();
  private readonly applied = new Set<string>();
  private readonly waiting = new Map<string, (() => void)[]>();
  private readonly effects = new Map<string, number>();

  get size(): number {
    return this.calls.length;
  }

  /** Counts a call of this webhook-id and says which it is, from 1. */
  countCall(webhookId: string): number {
    const attempt = (this.attempts.get(webhookId) ?? 0) + 1;
    this.attempts.set(webhookId, attempt);
    return attempt;
  }

  /** True once per webhook-id: the caller then applies the event. */
  takeEffect(webhookId: string): boolean {
    if (this.applied.has(webhookId)) return false;
    this.applied.add(webhookId);
    return true;
  }

  write(call: Omit<TwinCall, 'n'>): TwinCall {
    const written = { ...call, n: this.calls.length + 1 };
    this.calls.push(written);
    if (written.effect && written.event) {
      const key = eventKey(written.event.origin, written.event.source, written.event.id);
      this.effects.set(key, (this.effects.get(key) ?? 0) + 1);
      for (const go of this.waiting.get(key) ?? []) go();
      this.waiting.delete(key);
    }
    return written;
  }

  /** Calls from place `after` on (exclusive), at most `limit`. */
  page(after: number, limit: number): { calls: TwinCall[]; next: number | null } {
    const calls = this.calls.slice(after, after + limit);
    const end = after + calls.length;
    return { calls, next: end < this.calls.length ? end : null };
  }

  all(): readonly TwinCall[] {
    return this.calls;
  }

  holds(key: string): boolean {
    return this.effects.has(key);
  }

  /** Resolves once an event has taken effect here, or false after `withinMs`. */
  awaitEffect(key: string, withinMs: number): Promise<boolean> {
    if (this.holds(key)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), withinMs);
      const go = () => {
        clearTimeout(timer);
        resolve(true);
      };
      this.waiting.set(key, [...(this.waiting.get(key) ?? []), go]);
    });
  }
}

/** One event, named as the bridge names it: who sent it, from which source, with which id. */
export function eventKey(participant: string, source: string, id: string): string {
  return `${participant} ${source} ${id}`;
}
