import { Client, type Connection, type Submittable } from 'pg';

/** `COPY … FROM STDIN` of one text, which `pg` knows only below its surface. */
class CopyIn implements Submittable {
  readonly done: Promise<void>;
  private readonly settle = Promise.withResolvers<void>();
  private failure: Error | undefined;

  constructor(
    private readonly statement: string,
    private readonly rows: string,
  ) {
    this.done = this.settle.promise;
  }

  submit(connection: Connection): void {
    connection.query(this.statement);
  }

  handleCopyInResponse(connection: Connection): void {
    // Not in the types: what the driver itself calls for its own failed copies.
    const below = connection as unknown as { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void };
    below.sendCopyFromChunk(Buffer.from(this.rows));
    below.endCopyFrom();
  }

  handleCommandComplete(): void {
    // Ready comes next.
  }

  handleError(error: Error): void {
    this.failure = error;
    this.settle.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.failure === undefined) this.settle.resolve();
  }
}

export async function copyIn(client: Client, statement: string, rows: string): Promise<void> {
  const copy = new CopyIn(statement, rows);
  client.query(copy);
  await copy.done;
}

/** One field of COPY's text form. */
export function field(value: string | number | boolean | Date | null): string {
  if (value === null) return '\\N';
  if (value instanceof Date) return value.toISOString();
  return String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
