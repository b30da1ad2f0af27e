/** A mapping gave a function of areas something else than it takes. */
export class NotAnArea extends Error {
  readonly code = 'mapping/not-an-area';
  readonly retriable = false;

  constructor(
    /** Name of the function, without its `$`. */
    readonly called: string,
    why: string,
  ) {
    super(`$${called} ${why}`);
    this.name = 'NotAnArea';
  }
}
