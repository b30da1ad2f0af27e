import type { AcceptedEvent } from '#people-exchange';
import { factsOf } from './facts-of';

export interface Past {
  readonly event: AcceptedEvent;
  /** Of the person itself; else of somebody who is the same human, who can only say what is over. */
  readonly own: boolean;
}

/**
 * Tells, asked newest first, which events say what still holds of a person: the newest of each fact, and what made it. Whatever
 * is over since, or was said anew, is left out.
 */
export class CurrentState {
  private readonly settled = new Set<string>();

  holds({ event, own }: Past): boolean {
    const facts = factsOf(event);
    if (!facts) return false;
    const news = own && facts.says.some((key) => !this.settled.has(key));
    for (const key of own ? [...facts.says, ...facts.ends] : facts.ends) this.settled.add(key);
    return news;
  }
}
