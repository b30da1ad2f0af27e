/** What the exchange refuses, with a code that stays the same and the facts to act on. */
export class ExchangeRefused extends Error {
  readonly retriable = false;

  constructor(
    readonly code: 'notFound' | 'invalid' | 'conflict' | 'forbidden' | 'unauthorized' | 'expired',
    message: string,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'ExchangeRefused';
  }
}

/** The position was moved by somebody else meanwhile: this reader was replaced and must write nothing. */
export class ReaderReplaced extends Error {
  readonly code = 'readerReplaced';
  readonly retriable = true;

  constructor(readonly facts: { reader: string; topic: string; partition: number }) {
    super(`Reader ${facts.reader} no longer holds ${facts.topic}/${facts.partition}; nothing was written`);
    this.name = 'ReaderReplaced';
  }
}
