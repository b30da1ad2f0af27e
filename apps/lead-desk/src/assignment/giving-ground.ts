/** What giving out takes from outside, so that a decision can be made again. */
export interface GivingGround {
  readonly now: Date;
  /** From 0 to below 1, another one each time. */
  readonly chance: () => number;
}
