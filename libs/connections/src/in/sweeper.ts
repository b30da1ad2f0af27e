import {
  MappingFailed,
  type MappingFunctions,
  type PackSweep,
  type SweepContext,
  sweepRequest,
  sweptPageOf,
  type SweptPage,
} from '#mapping';
import type { Clock } from '#runtime';
import type { DataSource } from 'typeorm';
import { wordsIn } from '../out/conclude';
import { type Connection, tablesOf } from '../setting-up/connection';
import type { VendorLines } from '../vendor-line';
import type { Notifications } from './notifications';

interface Due {
  readonly agency: string;
  readonly connection: string;
  readonly record: string;
  readonly since: string | null;
}

const mostPages = 1_000;
const claimMinutes = 10;
/** Found so long after it changed, a hook should have told of it. */
const silentAfterMs = 10 * 60_000;

/** Asks vendors for what changed since, beside every webhook: restartable, overlapping, and harmless when it finds what is known. */
export class Sweeper {
  constructor(
    private readonly o: {
      readonly db: DataSource;
      readonly lines: VendorLines;
      readonly notifications: Notifications;
      readonly clock: Clock;
      readonly functions: MappingFunctions;
    },
  ) {}

  /** Makes the sweeps of connections known, and forgets those that their packs do not have any more. */
  async plan(connections: readonly Connection[]): Promise<void> {
    const wanted = connections.flatMap(({ agency, id, pack }) =>
      [...pack.records].flatMap(([record, { sweep }]) => (sweep ? [{ agency, id, record }] : [])),
    );
    await this.o.db.query(
      `insert into connections.sweeps (agency, connection, record, since, due_at) select a, c, r, $1, $2::timestamptz from unnest($3::text[], $4::text[], $5::text[]) x(a, c, r) on conflict do nothing`,
      [
        this.o.clock.now().toISOString(),
        this.o.clock.now(),
        wanted.map(({ agency }) => agency),
        wanted.map(({ id }) => id),
        wanted.map(({ record }) => record),
      ],
    );
  }

  /** The next sweep whose turn it is, if any; answers whether there was one. */
  async next(find: (agency: string, id: string) => Connection | undefined): Promise<boolean> {
    const now = this.o.clock.now();
    const [[due]]: [Due[], number] = await this.o.db.query(
      `with next as materialized (
         select agency, connection, record from connections.sweeps where due_at <= $1 order by due_at limit 1 for update skip locked)
       update connections.sweeps s set due_at = $1::timestamptz + interval '${claimMinutes} minutes', begun_at = $1
       from next where s.agency = next.agency and s.connection = next.connection and s.record = next.record
       returning s.agency, s.connection, s.record, since`,
      [now],
    );
    if (!due) return false;
    const connection = find(due.agency, due.connection);
    const sweep = connection?.pack.records.get(due.record)?.sweep;
    if (!connection || !sweep || connection.paused) {
      await this.ended(due, { since: due.since, inSeconds: 60, found: 0, missed: 0, says: null });
      return true;
    }
    await this.sweep(connection, sweep, due, now);
    return true;
  }

  private async sweep(connection: Connection, sweep: PackSweep, due: Due, now: Date): Promise<void> {
    let found = 0;
    let missed = 0;
    let newest = due.since;
    try {
      const from = new Date(Date.parse(due.since ?? now.toISOString()) - sweep.overlapSeconds * 1000).toISOString();
      let page: SweptPage['next'];
      for (let pages = 0; pages < mostPages; pages += 1) {
        const swept = await this.page(connection, sweep, from, page);
        if (!swept) break;
        const fresh = await this.unknown(connection, due.record, swept.items);
        found += fresh.length;
        missed += fresh.filter(({ modified }) => now.getTime() - Date.parse(modified) > silentAfterMs).length;
        const told = fresh.map(({ id, modified, value }) => ({
          topic: 'sweep',
          record: due.record,
          id,
          version: modified,
          at: modified,
          value,
        }));
        await this.o.notifications.keep(connection, told, { now, waitMs: 0 });
        for (const { modified } of swept.items) if (newest === null || Date.parse(modified) > Date.parse(newest)) newest = modified;
        page = swept.next;
        if (!page) break;
      }
      await this.ended(due, { since: newest, inSeconds: sweep.everySeconds, found, missed, says: null });
    } catch (error) {
      if (!(error instanceof SweepFailed) && !(error instanceof MappingFailed)) throw error;
      // What was found stays found; the next one begins where this one began.
      const inSeconds = error instanceof SweepFailed ? Math.max(error.retryAfterMs / 1000, 15) : sweep.everySeconds;
      await this.ended(due, { since: due.since, inSeconds, found, missed, says: error.message });
    }
  }

  /** One page, or nothing where the connection does without this sweep. */
  private async page(connection: Connection, sweep: PackSweep, since: string, page: SweptPage['next']): Promise<SweptPage | undefined> {
    const line = this.o.lines.to(connection);
    if ('kind' in line) throw new SweepFailed(line.says, line.retryAfterMs);
    const context: SweepContext = { since, page, settings: connection.settings, tables: tablesOf(connection) };
    const request = await sweepRequest(sweep, context, this.o.functions);
    if (!request) return undefined;
    const answer = await line.ask(request, 'sweep', 'backfill');
    if (answer.kind === 'notAsked') throw new SweepFailed(answer.says, answer.retryAfterMs);
    if (answer.kind === 'noAnswer') throw new SweepFailed(answer.error, 0);
    if (answer.status !== 200 || answer.readable !== 'json')
      throw new SweepFailed(`answered ${answer.status}${wordsIn(answer.body)}`, answer.retryAfterMs);
    return sweptPageOf(sweep, { status: answer.status, headers: answer.headers, body: answer.body }, this.o.functions, context);
  }

  /** What changed since it was last read, by the vendor's own time of it. */
  private async unknown({ agency, id }: Connection, record: string, items: SweptPage['items']): Promise<SweptPage['items']> {
    if (items.length === 0) return [];
    const known: { place: number }[] = await this.o.db.query(
      `select (x.n - 1)::int as place from unnest($4::text[], $5::text[]) with ordinality as x(i, m, n)
       join connections.records r on r.agency = $1 and r.connection = $2 and r.record = $3 and r.vendor_id = x.i and r.modified = x.m`,
      [agency, id, record, items.map((item) => item.id), items.map(({ modified }) => modified)],
    );
    const places = new Set(known.map(({ place }) => place));
    return items.filter((_, place) => !places.has(place));
  }

  private async ended(
    { agency, connection, record }: Due,
    o: { since: string | null; inSeconds: number; found: number; missed: number; says: string | null },
  ): Promise<void> {
    const now = this.o.clock.now();
    await this.o.db.query(
      `update connections.sweeps set since = $4, due_at = $5, ended_at = $6, found = found + $7, missed = missed + $8, says = $9 where agency = $1 and connection = $2 and record = $3`,
      [agency, connection, record, o.since, new Date(now.getTime() + o.inSeconds * 1000), now, o.found, o.missed, o.says],
    );
  }
}

/** A page could not be had; the sweep begins anew later. */
class SweepFailed extends Error {
  readonly code = 'sweepFailed';
  readonly retriable = true;

  constructor(
    says: string,
    readonly retryAfterMs: number,
  ) {
    super(says);
    this.name = 'SweepFailed';
  }
}
