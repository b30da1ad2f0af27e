import type { Fields } from '../call';

/** Something a vendor tells of by webhook. */
export interface Notification {
  topic: string;
  payload: Fields;
  /** The member of the payload that holds the id of the event. */
  idMember: string;
  /** False where the vendor gives up after the first attempt. */
  retries: boolean;
}

/** How a vendor sends its webhooks. */
export interface WebhookScheme {
  /** Headers that let a receiver prove who sent this body. */
  sign(body: string, at: Date): Record<string, string>;
  /** No answer within this time is a failed attempt. */
  ackWithinMs: number;
  /** Time before the second attempt, the third and so on; after the last one the vendor gives up. */
  retryAfterSeconds: readonly number[];
  /** Up to so much is added to each of them, by chance. */
  jitterSeconds: number;
  /** Whether an attempt with this answer is made again; undefined means no answer. */
  retriesOn(status: number | undefined): boolean;
  /** Answers after which nothing more is sent. */
  endedBy: readonly number[];
  /** What changes in the payload from attempt to attempt. */
  payloadAt?(payload: Fields, attempt: number): Fields;
}

export interface Attempt {
  /** RFC 3339 UTC */
  at: string;
  /** Null when there was no answer in time. */
  status: number | null;
}

/** A notification on its way, or what became of it. */
export interface SentWebhook {
  n: number;
  topic: string;
  eventId: string;
  dueAt: string;
  state: 'waiting' | 'delivered' | 'given up';
  attempts: Attempt[];
}
