/** Says what a start does: one moving line on a terminal, a line each elsewhere. */
export class StartProgress {
  private shown = '';

  constructor(private readonly out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>) {}

  begin(what: string): void {
    const kind = what.split(':', 1)[0] ?? what;
    if (this.out.isTTY) this.out.write(`\r\u001b[2K… ${what}`);
    else if (kind !== this.shown) this.out.write(`… ${what}\n`);
    this.shown = kind;
  }

  end(): void {
    if (this.out.isTTY && this.shown !== '') this.out.write('\r\u001b[2K');
    this.shown = '';
  }
}
