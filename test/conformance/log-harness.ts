import type { EventLog, LogEntry } from '#event-log';

/** How the conformance suite gets at one kind of log. What a backend cannot do is left out, and its rule is not asked of it. */
export interface LogHarness {
  /** A topic of the test's own, with as many partitions as the backend usually has. */
  topic(): Promise<string>;
  /** The log as one more process would open it. */
  open(): Promise<EventLog>;
  /** Ends such a process as kill -9 would: no goodbye, no commit. */
  kill(log: EventLog): Promise<void>;
  /** Something that is no CloudEvent, put in by a stranger. */
  putMalformed(topic: string): Promise<void>;
  /** A log whose next append is taken while its answer is lost. */
  openLosingAnswer(): Promise<EventLog>;
  /** A log that cannot be reached. */
  openUnreachable?(): Promise<EventLog>;
  /** Appends and commits only when `hold` resolves, as a slow writer does; resolves when the positions are taken. */
  appendSlowly?(topic: string, entry: LogEntry, hold: Promise<void>): Promise<{ done: Promise<void> }>;
  /** Drops everything appended so far, as a retention shorter than the lag would. */
  expire?(topic: string): Promise<void>;
  close(): Promise<void>;
}
