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
  readonly retriable = false;

  constructor(
    /** Where in the pack: `FILE:LINE:COLUMN`. */
    readonly at: string,
    readonly reason: string,
  ) {
    super(`${at}: ${reason}`);
    this.name = 'MappingFailed';
  }
}
