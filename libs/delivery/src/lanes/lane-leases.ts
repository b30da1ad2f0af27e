import { randomUUID } from 'node:crypto';
import type { Side } from '#people-exchange';
import type { DataSource } from 'typeorm';

/** Which lanes of a side this process owns. A lease that is not renewed is taken over; the fence keeps the former owner from writing. */
export class LaneLeases {
  readonly owner = randomUUID();
  private held: readonly number[] = [];
  private validUntil = 0;

  constructor(
    private readonly db: DataSource,
    private readonly side: Side,
    private readonly leaseSeconds = 10,
  ) {}

  lanes(): readonly number[] {
    return this.valid() ? this.held : [];
  }

  /** Whether a lane is certainly this process's: one that was stopped for long asks no target any more. */
  holds(lane: number): boolean {
    return this.valid() && this.held.includes(lane);
  }

  private valid(): boolean {
    return performance.now() < this.validUntil;
  }

  /** Renews what is held and takes free lanes up to a fair share among the living owners. */
  async renew(): Promise<void> {
    const asked = performance.now();
    const rows: { lane: number }[] = await this.db.transaction(async (manager) => {
      await manager.query(`select pg_advisory_xact_lock(hashtextextended('lanes:' || $1, 0))`, [this.side]);
      await manager.query(
        `update exchange.lanes set until = now() + make_interval(secs => $3) where side = $1 and owner = $2 and until > now()`,
        [this.side, this.owner, this.leaseSeconds],
      );
      const [{ owners, mine }] = await manager.query(
        `select count(distinct owner) filter (where until > now() and owner <> $2)::int + 1 as owners, count(*) filter (where owner = $2 and until > now())::int as mine from exchange.lanes where side = $1`,
        [this.side, this.owner],
      );
      const share = Math.ceil(64 / owners);
      if (mine < share) {
        await manager.query(
          `update exchange.lanes set owner = $2, epoch = epoch + 1, until = now() + make_interval(secs => $3)
           where side = $1 and lane in (select lane from exchange.lanes where side = $1 and until <= now() order by lane limit $4)`,
          [this.side, this.owner, this.leaseSeconds, share - mine],
        );
      } else if (mine > share) {
        // Given back as they are; what is under way ends under the fence.
        await manager.query(
          `update exchange.lanes set until = '-infinity' where side = $1 and lane in (select lane from exchange.lanes where side = $1 and owner = $2 and until > now() order by lane desc limit $3)`,
          [this.side, this.owner, mine - share],
        );
      }
      return manager.query('select lane from exchange.lanes where side = $1 and owner = $2 and until > now()', [this.side, this.owner]);
    });
    this.held = rows.map((row) => row.lane);
    this.validUntil = asked + this.leaseSeconds * 1000;
  }

  async release(): Promise<void> {
    this.held = [];
    await this.db.query(`update exchange.lanes set until = '-infinity' where side = $1 and owner = $2`, [this.side, this.owner]);
  }
}
