import type { DataSource } from 'typeorm';

const everyMs = 1_000;

/** Who was erased, held in memory and brought up to date every second; what slips through meanwhile ends at the inbox. */
export class KnownErasures {
  private known: ReadonlySet<string> = new Set();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly onTrouble: (what: string) => void,
  ) {}

  /** @param personId the bridge's id of a person */
  has(personId: string): boolean {
    return this.known.has(personId);
  }

  async start(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(
      () => void this.refresh().catch((error: unknown) => this.onTrouble(`Erasures could not be read: ${String(error)}`)),
      everyMs,
    );
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async refresh(): Promise<void> {
    const rows: { person: string }[] = await this.db.query('select person from exchange.erased');
    this.known = new Set(rows.map((row) => row.person));
  }
}
