/** What goes wrong below an app: `code` for programs, the sentence for people, who read what to do about it. */
export abstract class RuntimeError extends Error {
  abstract readonly retriable: boolean;

  constructor(
    readonly code: string,
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
    this.name = new.target.name;
  }
}
