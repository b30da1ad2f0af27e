import { readdirSync } from 'node:fs';
import type { Run } from '../ground/run';

/** What a process and its database hold at one moment. */
export interface Sample {
  readonly minute: number;
  readonly residentMiB: number;
  readonly handles: number;
  readonly connections: number;
  /** p99 since the process began, in milliseconds. */
  readonly loopDelayMs: number;
  /** Of tables whose rows come and go; those that keep history grow by design. */
  readonly passingRows: number;
  readonly historyMiB: number;
  /** MiB of each table with its indexes and partitions. */
  readonly tables: Readonly<Record<string, number>>;
}

export async function sampleOf(run: Run, minute: number): Promise<Sample> {
  const metrics = await (await fetch(run.bridge.metricsUrl, { signal: AbortSignal.timeout(5_000) })).text();
  const valueOf = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1] ?? Number.NaN);
  const rows = await run.ground.postgres.asAdmin(
    (admin) =>
      admin.query<{ connections: number; passing: number; history: string }>(
        `select (select count(*)::int from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()) connections,
           (select count(*)::int from exchange.pending) + (select count(*)::int from exchange.queues) passing,
           pg_database_size(current_database()) history`,
      ),
    run.database.name,
  );
  const [row] = rows.rows;
  const sizes = await run.ground.postgres.asAdmin(
    (admin) =>
      admin.query<{ name: string; size: number }>(
        `select coalesce(i.inhparent, c.oid)::regclass::text as name, sum(pg_total_relation_size(c.oid))::float / 1048576 as size
         from pg_class c left join pg_inherits i on i.inhrelid = c.oid
         where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('event_log', 'exchange', 'lead_desk') group by 1`,
      ),
    run.database.name,
  );
  return {
    minute,
    residentMiB: valueOf('process_resident_memory_bytes') / 2 ** 20,
    handles: readdirSync(`/proc/${run.bridge.pid}/fd`).length,
    connections: row?.connections ?? Number.NaN,
    loopDelayMs: valueOf('nodejs_eventloop_lag_p99_seconds') * 1_000,
    passingRows: row?.passing ?? Number.NaN,
    historyMiB: Number(row?.history ?? Number.NaN) / 2 ** 20,
    tables: Object.fromEntries(sizes.rows.map(({ name, size }) => [name, size])),
  };
}

/** Least-squares slope per hour of one figure over the samples. */
export function slopePerHour(samples: readonly Sample[], figure: (sample: Sample) => number): number {
  const points = samples.map((sample) => ({ x: sample.minute / 60, y: figure(sample) })).filter(({ y }) => Number.isFinite(y));
  const mean = (of: 'x' | 'y'): number => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [mx, my] = [mean('x'), mean('y')];
  const spread = points.reduce((sum, { x }) => sum + (x - mx) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0) / spread;
}

/**
 * The slope per hour of the least that each of a dozen stretches of time came down to. What comes and goes with the load, such as
 * connections to a slow target, comes down again; what leaks does not.
 */
export function floorSlopePerHour(samples: readonly Sample[], figure: (sample: Sample) => number): number {
  const [first, last] = [samples[0]?.minute ?? 0, samples.at(-1)?.minute ?? 0];
  const stretch = Math.max(Number.EPSILON, last - first) / 12;
  const least = new Map<number, Sample>();
  for (const sample of samples) {
    const n = Math.min(11, Math.floor((sample.minute - first) / stretch));
    const known = least.get(n);
    if (Number.isFinite(figure(sample)) && (!known || figure(sample) < figure(known))) least.set(n, sample);
  }
  return slopePerHour([...least.values()], figure);
}
