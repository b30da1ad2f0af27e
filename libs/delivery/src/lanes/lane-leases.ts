import { randomUUID } from 'node:crypto';
import type { Side } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { laneCount } from '../hash';

/**
 * Which lanes of a side this process owns, by the database's clock. A lease that is not renewed is taken over; the fence keeps
 * the former owner from writing, and it asks no target once its lease is over by its own clock.
 */
export class LaneLeases {
  readonly owner = randomUUID();
  private held: ReadonlySet<number> = new Set();
  private validUntil = 0;

  constructor(
    private readonly db: DataSource,
    private readonly side: Side,
    private readonly leaseSeconds = 10,
  ) {}

  lanes(): readonly number[] {
    return this.valid() ? [...this.held] : [];
  }

  /** Whether a lane is certainly this process's: one that was stopped for long asks no target any more. */
  holds(lane: number): boolean {
    return this.valid() && this.held.has(lane);
  }

  /** Renews what is held, and takes free lanes or gives some back up to a fair share among the living. */
  async renew(): Promise<void> {
    const asked = performance.now();
    const me = [this.side, this.owner];
    const lease = [...me, this.leaseSeconds];
    const rows: { lane: number }[] = await this.db.transaction(async (manager) => {
      await manager.query(`select pg_advisory_xact_lock(hashtextextended('lanes:' || $1, 0))`, [this.side]);
      await manager.query(
        `insert into exchange.lane_owners (side, owner, until) values ($1, $2, now() + make_interval(secs => $3))
         on conflict (side, owner) do update set until = excluded.until`,
        lease,
      );
      await manager.query('delete from exchange.lane_owners where side = $1 and until <= now()', [this.side]);
      await manager.query(
        `update exchange.lanes set until = now() + make_interval(secs => $3) where side = $1 and owner = $2 and until > now()`,
        lease,
      );
      const [{ owners, mine }] = await manager.query(
        `select (select count(*)::int from exchange.lane_owners where side = $1) as owners,
           (select count(*)::int from exchange.lanes where side = $1 and owner = $2 and until > now()) as mine`,
        me,
      );
      const share = Math.ceil(laneCount / owners);
      if (mine < share) {
        await manager.query(
          `update exchange.lanes set owner = $2, epoch = epoch + 1, until = now() + make_interval(secs => $3)
           where side = $1 and lane in (select lane from exchange.lanes where side = $1 and until <= now() order by lane limit $4)`,
          [...lease, share - mine],
        );
      } else if (mine > share) {
        // Given back as they are; what is under way ends under the fence.
        await manager.query(
          `update exchange.lanes set until = '-infinity' where side = $1 and lane in (select lane from exchange.lanes where side = $1 and owner = $2 and until > now() order by lane desc limit $3)`,
          [...me, mine - share],
        );
      }
      return manager.query('select lane from exchange.lanes where side = $1 and owner = $2 and until > now()', me);
    });
    this.held = new Set(rows.map((row) => row.lane));
    this.validUntil = asked + this.leaseSeconds * 1000;
  }

  async release(): Promise<void> {
    this.held = new Set();
    await this.db.query(
      `with left_over as (delete from exchange.lane_owners where side = $1 and owner = $2) update exchange.lanes set until = '-infinity' where side = $1 and owner = $2`,
      [this.side, this.owner],
    );
  }

  private valid(): boolean {
    return performance.now() < this.validUntil;
  }
}
