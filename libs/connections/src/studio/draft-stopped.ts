/** A draft was run and came to no answer. */
export class DraftStopped extends Error {
  readonly code = 'draftStopped';
  readonly retriable = false;

  constructor(
    readonly why: 'tooLong' | 'tooMuchMemory' | 'ended',
    message: string,
  ) {
    super(message);
    this.name = 'DraftStopped';
  }
}

/** Others' drafts are being run; nothing was done. */
export class DraftsBusy extends Error {
  readonly code = 'draftsBusy';
  readonly retriable = true;

  constructor() {
    super('Too many drafts are being run at the moment. Nothing was changed; try again in a few seconds.');
    this.name = 'DraftsBusy';
  }
}
