import { personIdOf } from '#people-exchange';
import type { DataSource, EntityManager } from 'typeorm';
import { link } from '../identity/persons';
import type { DueQueue } from './due-queues';
import type { QueueRun, Step } from './run-queue';
import { retryDelayMs } from './target-gate';

const daysUntilParked = 1;

export interface RunToRecord {
  readonly queue: DueQueue;
  readonly run: QueueRun;
  /** Whether the target took anything meanwhile: then an event refused for a day is its own trouble, and parks. */
  readonly targetTakesOthers: boolean;
}

/**
 * Writes what came of finished runs in one transaction, under the fence of the lanes: a process that lost its lanes
 * meanwhile writes nothing, and the new owner delivers again under the same webhook id.
 */
export async function recordRuns(
  db: DataSource,
  owner: string,
  runs: readonly RunToRecord[],
  now: Date,
  chance: () => number,
): Promise<void> {
  await db.transaction(async (manager) => {
    const held: { side: string; lane: number }[] = await manager.query('select side, lane from exchange.lanes where owner = $1 for share', [
      owner,
    ]);
    const lanes = new Set(held.map((row) => `${row.side} ${row.lane}`));
    const mine = runs.filter(({ queue }) => lanes.has(`${queue.target.side} ${Number.parseInt(queue.person.slice(0, 2), 16) % 64}`));
    const steps = mine.flatMap(({ queue, run }) => run.steps.map((step) => ({ queue, step })));
    await writeDelivered(manager, steps, now);
    await writeAttempts(manager, steps, now);
    await writeHeld(manager, steps);
    for (const { queue, step } of steps) if (step.kind === 'delivered' && step.learnt) await learn(manager, queue, step.learnt);
    await releaseChildren(manager, steps);
    for (const record of mine) await moveQueue(manager, record, now, chance);
  });
}

type Recorded = { readonly queue: DueQueue; readonly step: Step };

async function writeDelivered(manager: EntityManager, steps: readonly Recorded[], now: Date): Promise<void> {
  const done = steps.filter(({ step }) => step.kind === 'delivered');
  if (done.length === 0) return;
  // Only what is still there is finished: a person erased meanwhile stays erased.
  await manager.query(
    `with gone as (delete from exchange.pending where seq = any($1) returning agency, target, key, person, late, routed_at)
     insert into exchange.outcomes (agency, target, key, person, state, late, routed_at, ended_at) select agency, target, key, person, 'delivered', late, routed_at, $2 from gone`,
    [done.map(({ step }) => step.row.seq), now],
  );
}

async function writeAttempts(manager: EntityManager, steps: readonly Recorded[], now: Date): Promise<void> {
  const made = steps.flatMap(({ queue, step }) =>
    'answer' in step && step.answer ? [{ queue, step, answer: step.answer, sentAs: step.sentAs }] : [],
  );
  if (made.length === 0) return;
  await manager.query(
    `insert into exchange.attempts (agency, target, key, number, at, took_ms, status, error, answer, sent_as)
     select a, t, k, n, $1::timestamptz, m, s, e, b, u from unnest($2::text[], $3::text[], $4::uuid[], $5::int[], $6::int[], $7::int[], $8::text[], $9::text[], $10::text[]) x(a, t, k, n, m, s, e, b, u)`,
    [
      now,
      made.map((m) => m.queue.target.agency),
      made.map((m) => m.queue.target.id),
      made.map((m) => m.step.row.key),
      made.map((m) => m.step.row.attempts + 1),
      made.map((m) => m.answer.tookMs),
      made.map((m) => m.answer.status),
      made.map((m) => m.answer.error),
      made.map((m) => m.answer.body || null),
      made.map((m) => m.sentAs),
    ],
  );
  const failed = made.filter((m) => m.step.kind !== 'delivered').map((m) => m.step.row.seq);
  if (failed.length > 0) await manager.query('update exchange.pending set attempts = attempts + 1 where seq = any($1)', [failed]);
}

async function writeHeld(manager: EntityManager, steps: readonly Recorded[]): Promise<void> {
  const held = steps.flatMap(({ step }) => (step.kind === 'parked' || step.kind === 'heldParent' ? [step] : []));
  if (held.length === 0) return;
  await manager.query(
    `update exchange.pending p set state = h.state, reason = h.reason, since = now() from unnest($1::bigint[], $2::text[], $3::text[]) h(seq, state, reason) where p.seq = h.seq`,
    [held.map((step) => step.row.seq), held.map((step) => step.kind), held.map((step) => step.reason)],
  );
}

/** The target told its own id of the person: the two are one human. */
async function learn(manager: EntityManager, queue: DueQueue, subject: string): Promise<void> {
  const { agency, id } = queue.target;
  const person = personIdOf(agency, id, subject);
  await manager.query(
    'insert into exchange.persons (agency, person, participant, subject, human) values ($1, $2, $3, $4, $2) on conflict do nothing',
    [agency, person, id, subject],
  );
  await link(manager, agency, queue.person, person, 'answer');
}

/** What waited for something that is there now goes on. */
export async function releaseChildren(manager: EntityManager, steps: readonly Recorded[]): Promise<void> {
  for (const { queue, step } of steps) {
    if (step.kind !== 'delivered' || !step.row.makes) continue;
    await releaseWaiting(manager, queue.target.agency, queue.target.id, queue.person, step.row.makes);
  }
}

/** Frees what waits for `made` at a target; the queue wakes when anything was freed. */
export async function releaseWaiting(manager: EntityManager, agency: string, target: string, person: string, made: string): Promise<void> {
  const [freed]: [{ seq: string }[], number] = await manager.query(
    `update exchange.pending set state = 'due', reason = null, late = true, since = now()
     where agency = $1 and target = $2 and person = $3 and state = 'heldParent' and $4 = any(needs) returning seq`,
    [agency, target, person, made],
  );
  if (freed.length > 0) await wakeQueue(manager, agency, target, person);
}

export async function wakeQueue(manager: EntityManager, agency: string, target: string, person: string): Promise<void> {
  await manager.query(
    `insert into exchange.queues (agency, target, person, side, lane, last_seq)
     select agency, target, person, side, lane, max(seq) from exchange.pending where agency = $1 and target = $2 and person = $3 group by 1, 2, 3, 4, 5
     on conflict (agency, target, person) do update set wake_at = '-infinity', last_seq = greatest(exchange.queues.last_seq, excluded.last_seq)`,
    [agency, target, person],
  );
}

async function moveQueue(
  manager: EntityManager,
  { queue, run, targetTakesOthers }: RunToRecord,
  now: Date,
  chance: () => number,
): Promise<void> {
  const key = [queue.target.agency, queue.target.id, queue.person];
  const where = 'agency = $1 and target = $2 and person = $3';
  if (!run.stopped) {
    // A row routed meanwhile moved last_seq on, and the queue stays.
    await manager.query(`update exchange.queues set wake_at = '-infinity', attempts = 0, failing_since = null where ${where}`, key);
    await manager.query(
      `delete from exchange.queues q where q.agency = $1 and q.target = $2 and q.person = $3 and q.last_seq <= $4
         and not exists (select from exchange.pending p where p.agency = $1 and p.target = $2 and p.person = $3 and p.state = 'due')`,
      [...key, queue.rows.at(-1)?.seq ?? '9223372036854775807'],
    );
    return;
  }
  const since = queue.failingSince ?? now;
  if (targetTakesOthers && now.getTime() - since.getTime() > daysUntilParked * 86_400_000) {
    const head = run.steps.at(-1);
    if (head)
      await manager.query(
        `update exchange.pending set state = 'parked', reason = 'refused for 24 h while the target takes others', since = now() where seq = $1`,
        [head.row.seq],
      );
    await manager.query(`update exchange.queues set wake_at = '-infinity', attempts = 0, failing_since = null where ${where}`, key);
    return;
  }
  const delay = retryDelayMs(queue.attempts, chance(), run.stopped.retryAfterMs);
  await manager.query(
    `update exchange.queues set attempts = attempts + 1, failing_since = coalesce(failing_since, $4), wake_at = now() + make_interval(secs => $5) where ${where}`,
    [...key, now, delay / 1000],
  );
  if (run.stopped.pauseTarget)
    await manager.query(
      `update exchange.participants set state = 'paused', state_reason = 'the target answered 410 Gone' where agency = $1 and id = $2`,
      key.slice(0, 2),
    );
}
