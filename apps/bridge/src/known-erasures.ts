import { setInterval } from 'node:timers';
import type { DataSource } from 'typeorm';
import { ErasedPeople } from '#gateway';

/** Who was erased, held in memory and brought up to date every second; what slips through ends at the inbox. */
export class KnownErasures extends ErasedPeople {
  private known = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly onTrouble: (what: string) => void,
  ) {
    super();
  }

  has(personId: string): boolean {
    return this.known.has(personId);
  }

  async start(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(
      () => void this.refresh().catch((error: unknown) => this.onTrouble(`Erasures could not be read: ${String(error)}`)),
      1_000,
    );
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
  }

  private async refresh(): Promise<void> {
    const rows: { person: string }[] = await this.db.query('select person from exchange.erased');
    this.known = new Set(rows.map((row) => row.person));
  }
}
