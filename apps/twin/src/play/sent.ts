import type { Reach, Role } from '../day/plan';

/** What a participant knows of one event it sent: the sender's half of the comparison. */
export interface SentEvent {
  /** Place in the order of the day. */
  n: number;
  role: Role;
  participant: string;
  source: string;
  id: string;
  type: string;
  subject: string | null;
  time: string;
  digest: string;
  translated: boolean;
  reach: Reach;
  outcome: 'accepted' | 'refused' | 'unanswered';
}

/** One request with the answers it got, until one was final. */
export interface PlayedRequest {
  n: number;
  role: Role;
  expect: { status: number; rule?: string };
  peculiarity: string | null;
  answers: Answer[];
  /** Rules named in the problems of the last answer. */
  rules: string[];
  events: { source: string; id: string; type: string }[];
}

export interface Answer {
  /** Milliseconds from the start of the play. */
  atMs: number;
  tookMs: number;
  /** null when there was no answer */
  status: number | null;
  error: string | null;
}

/** The senders' journal of a played day. */
export interface PlayJournal {
  requests: PlayedRequest[];
  sent: SentEvent[];
  /** Gates that did not open in time: the event it waited for, and the request that went on without. */
  impatient: { n: number; waitedFor: string }[];
  tookMs: number;
}
