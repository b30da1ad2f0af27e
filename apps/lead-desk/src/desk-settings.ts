/** What the lead desk needs to know of where it runs; DI token. Times in milliseconds. */
export class DeskSettings {
  /** A session unused for so long ends. */
  readonly idleMs: number = 12 * 3_600_000;
  /** A session ends after so long in any case. */
  readonly absoluteMs: number = 14 * 86_400_000;
  /** How often the live list looks for what is new. */
  readonly liveEveryMs: number = 750;
  /** How often waiting mails are looked for; undefined leaves them to another process. */
  readonly mailEveryMs: number | undefined = undefined;
  /** How often the desk looks for what is due by the clock; undefined leaves it to another process. */
  readonly timersEveryMs: number | undefined = undefined;
  /** Folder of the built screens; undefined serves none. */
  readonly screens: string | undefined = undefined;

  constructor(given: Partial<DeskSettings> = {}) {
    Object.assign(this, given);
  }
}
