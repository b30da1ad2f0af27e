export interface KnownState {
  readonly seq: string;
  readonly body: string;
  /** The same whatever way it is written in; nothing where it is not known. */
  readonly near: string | null;
  readonly cause: string | null;
  readonly version: string | null;
  /** When it was delivered; nothing while it is on its way. */
  readonly at: Date | null;
}

export interface SaidState {
  readonly body: string;
  readonly cause: string | null;
  readonly version: string | null;
}

/** How long an echo of what was superseded meanwhile is believed to be one, and not a change back. */
const lateEchoMs = 10 * 60_000;

/**
 * The place of the state, oldest first, that an arrival is the echo of. It names the event as its cause, has the version the
 * receiver answered, or says the same: as the newest, or as one superseded a short while ago. -1: it is news.
 */
export function echoIn(known: readonly KnownState[], said: SaidState, now: Date): number {
  return known.findLastIndex((state, index) => {
    if (said.cause !== null && said.cause === state.cause) return true;
    if (said.version !== null && said.version === state.version) return true;
    return said.body === state.body && isRecent(known[index + 1], now);
  });
}

/** Whether it says in other writing what was delivered: as the newest, or superseded a short while ago. */
export function isNearMiss(known: readonly KnownState[], near: string, now: Date): boolean {
  return known.some((state, index) => state.near === near && isRecent(known[index + 1], now));
}

const isRecent = (next: KnownState | undefined, now: Date): boolean =>
  next === undefined || next.at === null || now.getTime() - next.at.getTime() <= lateEchoMs;
