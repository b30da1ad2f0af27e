import type { TwinCall } from '../../../apps/twin/src/index';
import type { Sent } from '../load/sent';

export interface HeardByTwin {
  readonly agency: string;
  readonly participant: string;
  readonly side: 'website' | 'backOffice';
  readonly calls: readonly TwinCall[];
}

/** A row of the inbox: one event that was taken from the log. */
export interface InboxRow {
  readonly agency: string;
  readonly participant: string;
  readonly source: string;
  readonly id: string;
  readonly key: string;
  readonly conflict: boolean;
  readonly echo: boolean;
}

/** What became of an event at a target so far: of `outcomes` its end, of `pending` where it waits. */
export interface DeliveryRow {
  readonly agency: string;
  readonly target: string;
  readonly key: string;
  readonly state: string;
  readonly late: boolean;
}

/** Counts of one target, each from its own rows (I4). */
export interface Counts {
  readonly agency: string;
  readonly target: string;
  readonly routed: number;
  /** Sum of what is pending in whatever state, and of what has ended. */
  readonly found: number;
}

export interface LoggedEvent {
  readonly participant: string;
  readonly source: string;
  readonly id: string;
}

/** A stretch of time, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Who has no part in a trouble and must not suffer from it, and when it was. */
export interface Beside {
  /** Participants whose senders and twin were well all the time. */
  readonly neighbours: readonly string[];
  readonly calm: Span;
  readonly trouble: Span;
}

/** The most that one bridge held of each during a run. */
export interface Held {
  readonly residentMiB: number;
  /** Files and sockets. */
  readonly handles: number;
  readonly connections: number;
  /** Of its database, beyond what it had when it was new. */
  readonly diskMiB: number;
}

/** All that is known of a run once it is over: what was sent, what each twin heard, and what lies in log and tables. */
export interface Facts {
  readonly sent: readonly Sent[];
  readonly twins: readonly HeardByTwin[];
  readonly logged: readonly LoggedEvent[];
  readonly inbox: readonly InboxRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly counts: readonly Counts[];
  /** Records that nobody could read. */
  readonly malformed: number;
  /** Whether everything that was accepted came to an end by itself, and in time. */
  readonly settled: boolean;
  /** Personal data or secrets found in what the processes said. */
  readonly leaks: readonly string[];
  /** Where a trouble was somebody's own. */
  readonly beside?: Beside;
  readonly held: Held;
}
