/** What a sender knows in the end: taken, refused for good, or no answer that says which. */
export type Answer = 'ok' | 'refused' | 'unknown';

/** One event of the load, as its sender journalled it. */
export interface Sent {
  readonly agency: string;
  readonly participant: string;
  readonly side: 'website' | 'backOffice';
  readonly source: string;
  readonly id: string;
  readonly subject: string;
  /** Place in this person's events, from 1. */
  readonly n: number;
  readonly type: string;
  /** As it was sent. */
  readonly body: string;
  /** When its turn came to be sent, in milliseconds since 1970. */
  readonly dueAt: number;
  answer: Answer;
  /** How often it was sent until it was answered for good. */
  sendings: number;
}
