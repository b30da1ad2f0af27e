import type { EntityManager } from 'typeorm';
import type { DueRow } from './due-queues';
import type { RunToRecord } from './record-runs';
import { retryDelayMs } from './target-gate';

const parkAfterMs = 86_400_000;
const refusedTooLong = 'refused for 24 h while the target takes others';

export interface GaveUp {
  readonly row: DueRow;
  readonly reason: string;
}

/** Puts finished runs' queues where they belong: gone when empty, resting when the target failed, on when one event stepped aside. */
export async function moveQueues(manager: EntityManager, runs: readonly RunToRecord[], now: Date, chance: () => number): Promise<void> {
  const failed: { record: RunToRecord; row: DueRow }[] = [];
  const refusedForADay: { record: RunToRecord; row: DueRow }[] = [];
  for (const record of runs) {
    if (!record.run.stopped) continue;
    for (const { kind, row } of record.run.steps) {
      if (kind !== 'failed') continue;
      const since = row.failingSince ?? now;
      // Its own first failure counts; while the target takes nothing, nobody is to blame but the target.
      const its = record.targetTakesOthers && now.getTime() - since.getTime() >= parkAfterMs;
      (its ? refusedForADay : failed).push({ record, row });
    }
  }
  const resting = new Set(failed.map(({ record }) => record));
  await markFailing(manager, failed, now);
  await park(manager, refusedForADay, now);
  await rest(manager, [...resting], now, chance);
  const others = runs.filter((record) => !resting.has(record));
  await goOn(manager, others);
  await waitForMore(manager, others);
}

type Failed = readonly { readonly record: RunToRecord; readonly row: DueRow }[];
const keys = (runs: readonly RunToRecord[]): unknown[] => [
  runs.map(({ queue }) => queue.target.agency),
  runs.map(({ queue }) => queue.target.id),
  runs.map(({ queue }) => queue.person),
];

async function markFailing(manager: EntityManager, failed: Failed, now: Date): Promise<void> {
  // A target that asks to be left alone (410) says nothing against the event.
  const seqs = failed.flatMap(({ record, row }) => (record.run.stopped?.pauseTarget ? [] : [row.seq]));
  if (seqs.length === 0) return;
  await manager.query('update exchange.pending set failing_since = coalesce(failing_since, $2) where seq = any($1)', [seqs, now]);
}

async function park(manager: EntityManager, refused: Failed, now: Date): Promise<void> {
  if (refused.length === 0) return;
  await manager.query(`update exchange.pending set state = 'parked', reason = $3, since = $2 where seq = any($1)`, [
    refused.map(({ row }) => row.seq),
    now,
    refusedTooLong,
  ]);
  for (const { record, row } of refused) record.gaveUp?.push({ row, reason: refusedTooLong });
}

/** Another event failed first when this run began with a success. */
const beganWell = ({ run: { steps } }: RunToRecord): boolean => steps.find(({ kind }) => kind !== 'refusedTogether')?.kind !== 'failed';

async function rest(manager: EntityManager, failed: readonly RunToRecord[], now: Date, chance: () => number): Promise<void> {
  if (failed.length === 0) return;
  const wake = failed.map((record) => {
    const { queue, run } = record;
    const attempts = beganWell(record) ? 0 : queue.attempts;
    return new Date(now.getTime() + retryDelayMs(attempts, chance(), run.stopped?.retryAfterMs));
  });
  await manager.query(
    `update exchange.queues q set attempts = case when x.first then 1 else q.attempts + 1 end,
       failing_since = case when x.first then $1 else coalesce(q.failing_since, $1) end, wake_at = x.wake
     from unnest($2::text[], $3::text[], $4::uuid[], $5::boolean[], $6::timestamptz[]) x(a, t, p, first, wake)
     where q.agency = x.a and q.target = x.t and q.person = x.p`,
    [now, ...keys(failed), failed.map(beganWell), wake],
  );
  const pausing = failed.flatMap(({ queue, run }) => (run.stopped?.pauseTarget ? [queue.target] : []));
  if (pausing.length > 0)
    await manager.query(
      `update exchange.participants set state = 'paused', state_reason = 'the target answered 410 Gone'
       where (agency, id) in (select * from unnest($1::text[], $2::text[]))`,
      [pausing.map((target) => target.agency), pausing.map((target) => target.id)],
    );
}

/** The lock waits for whoever wakes the queue at this moment; the statements behind it then see what that brought. */
async function goOn(manager: EntityManager, runs: readonly RunToRecord[]): Promise<void> {
  if (runs.length === 0) return;
  const held: { n: number; at: string }[] = await manager.query(
    `select x.n::int - 1 as n, q.ctid::text as at from exchange.queues q
     join unnest($1::text[], $2::text[], $3::uuid[]) with ordinality x(a, t, p, n) on q.agency = x.a and q.target = x.t and q.person = x.p
     order by q.agency, q.target, q.person for update of q`,
    keys(runs),
  );
  const mine = held.flatMap(({ n, at }) => {
    const run = runs[n];
    return run ? [{ ...run, at }] : [];
  });
  // A row routed meanwhile moved last_seq on, and the queue stays. In order, so that the look goes by the queue's own index,
  // however much else is pending. By the places just locked: by names alone the planner reads all queues of the target for each,
  // and what was deleted of them, as long as it knows nothing of the table.
  await manager.query(
    `delete from exchange.queues q using unnest($1::text[], $2::text[], $3::uuid[], $4::bigint[], $5::tid[]) x(a, t, p, s, at)
     where q.ctid = x.at and q.agency = x.a and q.target = x.t and q.person = x.p and q.last_seq <= x.s
       and (select d.seq from exchange.pending d where d.agency = x.a and d.target = x.t and d.person = x.p and d.state = 'due' order by d.seq limit 1) is null`,
    [...keys(mine), mine.map(({ queue }) => queue.rows.at(-1)?.seq ?? '9223372036854775807'), mine.map(({ at }) => at)],
  );
  const rested = runs.filter(({ queue }) => queue.attempts > 0);
  if (rested.length === 0) return;
  await manager.query(
    `update exchange.queues q set wake_at = '-infinity', attempts = 0, failing_since = null
     from unnest($1::text[], $2::text[], $3::uuid[]) x(a, t, p) where q.agency = x.a and q.target = x.t and q.person = x.p`,
    keys(rested),
  );
}

/** What waits for more to go with it sleeps until then, unless an earlier event became due meanwhile. Behind \`goOn\`, which holds the queues. */
async function waitForMore(manager: EntityManager, runs: readonly RunToRecord[]): Promise<void> {
  const waiting = runs.flatMap((record) => {
    const { waitsUntil, steps } = record.run;
    const next = record.queue.rows[new Set(steps.map(({ row }) => row.seq)).size];
    return waitsUntil === undefined || !next ? [] : [{ record, next, until: new Date(waitsUntil) }];
  });
  if (waiting.length === 0) return;
  await manager.query(
    `update exchange.queues q set wake_at = x.until from unnest($1::text[], $2::text[], $3::uuid[], $4::bigint[], $5::timestamptz[]) x(a, t, p, s, until)
     where q.agency = x.a and q.target = x.t and q.person = x.p
       and (select p.seq from exchange.pending p where p.agency = q.agency and p.target = q.target and p.person = q.person and p.state = 'due' order by p.seq limit 1) >= x.s`,
    [...keys(waiting.map(({ record }) => record)), waiting.map(({ next }) => next.seq), waiting.map(({ until }) => until)],
  );
}
