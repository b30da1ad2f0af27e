/** One thing wrong with a pack: where it is, what was expected there, and what to do. Lines and columns begin at 1. */
export interface PackProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint?: string;
}

/** A mapping did not come to an answer for what it was given. */
export class MappingFailed extends Error {
  readonly code = 'mappingFailed';

  constructor(
    /** Where in the pack: `FILE:LINE:COLUMN`. */
    readonly at: string,
    readonly reason: string,
    /** It ran out of time, which a slow database or a busy machine may have taken: it may do better the next time. */
    readonly retriable = false,
  ) {
    super(`${at}: ${reason}`);
    this.name = 'MappingFailed';
  }
}
