import ora, { type Ora } from 'ora';

/** Whoever says how far it is. */
export type Report = Pick<Progress, 'begin' | 'update' | 'done' | 'failed'>;

/** Says what is going on: a spinner on a terminal, else a plain line now and then. */
export class Progress {
  private spinner: Ora | undefined;
  private lastLineAt = 0;
  private text = '';

  constructor(
    private readonly out: NodeJS.WriteStream,
    private readonly everyMs = 5_000,
  ) {}

  /** A new step begins. */
  begin(text: string): void {
    this.text = text;
    if (this.out.isTTY) this.spinner = ora({ text, stream: this.out }).start();
    else this.line(text);
  }

  /** The same step, further on. */
  update(text: string): void {
    this.text = text;
    if (this.spinner) this.spinner.text = text;
    else if (Date.now() - this.lastLineAt >= this.everyMs) this.line(text);
  }

  done(text: string = this.text): void {
    if (this.spinner) this.spinner.succeed(text);
    else this.line(text);
    this.spinner = undefined;
  }

  failed(text: string): void {
    if (this.spinner) this.spinner.fail(text);
    else this.line(text);
    this.spinner = undefined;
  }

  private line(text: string): void {
    this.lastLineAt = Date.now();
    this.out.write(`${text}\n`);
  }
}

/** What goes on beside something else: silent until it is alone, then told from where it is. */
export class Meanwhile implements Report {
  private to: Report | undefined;
  private text = '';

  aloneNow(to: Report): void {
    this.to = to;
    to.begin(this.text);
  }

  begin(text: string): void {
    this.text = text;
    this.to?.begin(text);
  }

  update(text: string): void {
    this.text = text;
    this.to?.update(text);
  }

  done(text: string = this.text): void {
    this.text = text;
    this.to?.done(text);
  }

  failed(text: string): void {
    this.text = text;
    this.to?.failed(text);
  }
}
