/** A mail whole, as it goes out. */
export interface OutgoingMail {
  /** Its own for ever: the same at every attempt. */
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: Date;
}

/**
 * What came of an attempt: `later` was refused for now, and the rest of the round would be too where `everybody`; `unsure` may have
 * arrived. `answer` is what the other side said.
 */
export interface MailOutcome {
  readonly state: 'sent' | 'kept' | 'refused' | 'unsure' | 'later';
  readonly answer: string;
  readonly everybody?: boolean;
}

/** How mails leave; DI token. Never throws: whatever happens is an outcome. */
export abstract class MailWay {
  /** Whether an attempt nobody knows the end of may have arrived; else it is made again. */
  abstract readonly doubtful: boolean;
  abstract send(mail: OutgoingMail): Promise<MailOutcome>;
  /** Mails it holds, and how it lets go of one. */
  abstract held(): Promise<readonly string[]>;
  abstract letGo(id: string): Promise<void>;
}
