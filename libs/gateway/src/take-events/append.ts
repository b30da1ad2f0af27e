import { type BatchingAppender, EntryTooLarge, LogBusy, type LogEntry, LogUnavailable } from '#event-log';
import { Refusal, sendAgain } from '../refusal';

/** How long an append may take before the sender is told to send again; longer than a log's own patience. */
export const appendTimeoutMs = 15_000;

/** The append did not answer in time: it may yet happen. */
class AppendTimedOut extends Error {
  readonly code = 'gateway/append-timed-out';
  readonly retriable = true;
}

/** Resolves when the entries are durable; whatever else happens becomes a refusal the sender can act on. */
export function append(appender: BatchingAppender, topic: string, entries: readonly LogEntry[], timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: unknown): void => reject(refusalFor(cause));
    const timer = setTimeout(() => refuse(new AppendTimedOut(`The log did not answer within ${timeoutMs} ms.`)), timeoutMs);
    appender.append(topic, entries).then(
      () => {
        clearTimeout(timer);
        resolve();
      },
      (cause: unknown) => {
        clearTimeout(timer);
        refuse(cause);
      },
    );
  });
}

function refusalFor(cause: unknown): Refusal {
  if (cause instanceof EntryTooLarge)
    return withCause(new Refusal(413, 'eventSize', 'An event is too large for the log; nothing was taken.'), cause);
  if (cause instanceof LogBusy) return withCause(comeAgain('More arrives than the log can write.', cause.retryAfterSeconds), cause);
  if (cause instanceof LogUnavailable) return withCause(comeAgain('The log cannot be reached.', 2), cause);
  return withCause(comeAgain('The log did not confirm; the events may have been taken all the same.', 2), cause);
}

function comeAgain(what: string, seconds: number): Refusal {
  const retryAfter = String(Math.max(1, Math.ceil(seconds)));
  return new Refusal(503, 'log', `${what} ${sendAgain}`, [], {
    'retry-after': retryAfter,
  });
}

function withCause(refusal: Refusal, cause: unknown): Refusal {
  refusal.cause = cause;
  return refusal;
}
