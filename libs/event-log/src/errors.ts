/** The append may or may not be in the log; the caller says "unknown, send again", never "refused". */
export class AppendUnknown extends Error {
  readonly code = 'appendUnknown';
  readonly retriable = true;

  constructor(
    readonly facts: { topic: string; entries: number },
    cause: unknown,
  ) {
    super(`Whether ${facts.entries} events reached ${facts.topic} is unknown`, { cause });
    this.name = 'AppendUnknown';
  }
}

/** The log cannot be reached; nothing was appended. */
export class LogUnavailable extends Error {
  readonly code = 'logUnavailable';
  readonly retriable = true;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'LogUnavailable';
  }
}

/** More waits to be appended than the log takes at present. */
export class LogBusy extends Error {
  readonly code = 'logBusy';
  readonly retriable = true;

  constructor(readonly retryAfterSeconds: number) {
    super(`The log is busy; try again in ${retryAfterSeconds} s`);
    this.name = 'LogBusy';
  }
}

/** One entry alone is larger than the log takes. */
export class EntryTooLarge extends Error {
  readonly code = 'entryTooLarge';
  readonly retriable = false;

  constructor(readonly facts: { bytes: number; most: number }) {
    super(`An entry of ${facts.bytes} bytes is larger than the ${facts.most} the log takes`);
    this.name = 'EntryTooLarge';
  }
}

/** An entry that no log can hold as it is. */
export class EntryUnwritable extends Error {
  readonly code = 'entryUnwritable';
  readonly retriable = false;

  constructor(readonly facts: { key: string; why: string }) {
    super(`An entry cannot be written: ${facts.why}`);
    this.name = 'EntryUnwritable';
  }
}

/** Going on would pass over what is appended next, so a person has to say which of the two is right. */
export class PositionPastEnd extends Error {
  readonly code = 'positionPastEnd';
  readonly retriable = true;

  constructor(
    readonly place: { topic: string; partition: number },
    readonly position: string,
    readonly end: string,
  ) {
    super(
      `The position ${position} of ${place.topic} (partition ${place.partition}) is beyond the log's end ${end}: the log was made anew or restored. Put it back, or set the position`,
    );
    this.name = 'PositionPastEnd';
  }
}
