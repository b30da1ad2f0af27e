import type { DataSource, EntityManager } from 'typeorm';
import { rowsOf } from '../columns';
import { causeOf } from '../echo/state-of';
import { laneOf } from '../hash';
import { lockIdentities } from '../identity/link-persons';
import { learn } from '../lanes/record-runs';
import type { QueueRun, Step } from '../lanes/run-queue';
import { retryDelayMs } from '../lanes/target-gate';
import { releaseWaiting } from '../lanes/wake-queues';
import type { Ended } from '../measuring/exchange-measures';
import type { ReplayPage } from './load-pages';
import { endIfOver } from './write-parts';

/** An event that its target refuses so often while it takes others steps aside: the person's live events wait behind it. */
const mostAttempts = 10;

interface Told {
  readonly seq: string;
  readonly state: 'due' | 'delivered' | 'ignored' | 'refused' | 'erased';
  readonly reason: string | null;
  readonly tried: number;
  readonly status: number | null;
  readonly tookMs: number | null;
}

/**
 * Writes what came of a page in one transaction, under the fence of the lanes, as any run of a queue: a process that lost its
 * lanes writes nothing, and the next tells the target again under the same `webhook-id`. Answers the live deliveries it ended.
 */
export async function recordPage(
  db: DataSource,
  owner: string,
  page: ReplayPage,
  run: QueueRun,
  o: { now: Date; chance: number; targetTakesOthers: boolean },
): Promise<readonly Ended[]> {
  const { queue } = page;
  const { agency, id: target, side } = queue.target;
  return db.transaction(async (manager) => {
    const held: unknown[] = await manager.query('select 1 from exchange.lanes where owner = $1 and side = $2 and lane = $3 for share', [
      owner,
      side,
      laneOf(queue.person),
    ]);
    if (held.length === 0) return [];
    const delivered = run.steps.flatMap((step) => (step.kind === 'delivered' ? [step] : []));
    const learnt = delivered.flatMap(({ learnt: subject }) => (subject === null ? [] : [{ queue, subject }]));
    await lockIdentities(
      manager,
      learnt.map(() => agency),
    );
    const there: unknown[] = await manager.query(
      'select 1 from exchange.replay_persons where agency = $1 and run = $2 and person = $3 for update',
      [agency, page.run, queue.person],
    );
    // Erased meanwhile.
    if (there.length === 0) return [];
    const told = [
      ...page.ended.map((row) => ({ ...row, tried: 0, status: null, tookMs: null })),
      ...run.steps.flatMap((step) => toldOf(step, o)),
    ];
    await writeTold(manager, agency, page.run, told, o.now);
    const ended = await settleParked(manager, page, delivered, o.now);
    await keepStates(manager, page, delivered, o.now);
    await learn(manager, learnt);
    await releaseWaiting(
      manager,
      delivered.flatMap(({ row: { makes } }) => (makes ? [{ agency, target, person: queue.person, made: makes }] : [])),
      o.now,
    );
    await restOrGoOn(manager, page, run, o);
    await endIfOver(manager, { agency, run: page.run, person: queue.person });
    await count(manager, agency, page.run, told);
    return ended;
  });
}

function toldOf(step: Step, o: { targetTakesOthers: boolean }): Told[] {
  const { row } = step;
  const answer = 'answer' in step ? step.answer : null;
  const base = { seq: row.seq, tried: answer === null ? 0 : 1, status: answer?.status ?? null, tookMs: answer?.tookMs ?? null };
  switch (step.kind) {
    case 'delivered':
      return [{ ...base, state: 'delivered', reason: null }];
    case 'ignored':
      return [{ ...base, state: 'ignored', reason: step.reason }];
    case 'refusedTogether':
      // It was told once more by itself, or will be.
      return [];
    case 'parked':
    case 'heldParent':
      return [{ ...base, state: 'refused', reason: step.reason }];
    case 'failed': {
      const givesUp = row.attempts + 1 >= mostAttempts && o.targetTakesOthers;
      const reason = step.answer.error ?? `answered ${step.answer.status}`;
      return [
        givesUp
          ? { ...base, state: 'refused', reason: `failed ${mostAttempts} times while the target takes others: ${reason}` }
          : { ...base, state: 'due', reason },
      ];
    }
  }
}

async function writeTold(manager: EntityManager, agency: string, run: string, told: readonly Told[], now: Date): Promise<void> {
  if (told.length === 0) return;
  const rows = rowsOf(4, {
    seq: ['bigint', told.map(({ seq }) => seq)],
    state: ['text', told.map(({ state }) => state)],
    reason: ['text', told.map(({ reason }) => reason)],
    tried: ['int', told.map(({ tried }) => tried)],
    status: ['int', told.map(({ status }) => status)],
    took: ['int', told.map(({ tookMs }) => tookMs)],
  });
  await manager.query(
    `update exchange.replay_deliveries d set state = x.state, reason = x.reason, attempts = d.attempts + x.tried, status = x.status, took_ms = x.took, at = $3
     from ${rows.from} where d.agency = $1 and d.run = $2 and d.seq = x.seq`,
    [agency, run, now, ...rows.values],
  );
}

type Delivered = Extract<Step, { kind: 'delivered' }>;

/** What was parked at the target and is there now waits for nobody's decision any more. */
async function settleParked(manager: EntityManager, page: ReplayPage, delivered: readonly Delivered[], now: Date): Promise<Ended[]> {
  if (delivered.length === 0) return [];
  const { target, person } = page.queue;
  return manager.query(
    `with gone as (delete from exchange.pending where agency = $1 and target = $2 and person = $3 and state = 'parked' and key = any($4) returning agency, target, key, person, routed_at),
       ended as (insert into exchange.outcomes (agency, target, key, person, state, late, by_whom, routed_at, ended_at)
         select agency, target, key, person, 'delivered', true, $5, routed_at, $6 from gone returning agency, target, state)
     select agency, target, state, count(*)::int as count from ended group by 1, 2, 3`,
    [target.agency, target.id, person, delivered.map(({ row }) => row.key), `replay ${page.run}`, now],
  );
}

/** The target was told these states: their echo may come (I10). */
async function keepStates(manager: EntityManager, page: ReplayPage, delivered: readonly Delivered[], now: Date): Promise<void> {
  const states = delivered.flatMap(({ row, body, near, version }) => {
    const stated = page.stated.get(row.seq);
    return stated && body !== null ? [{ seq: row.seq, body, near, version, entity: stated.entity, cause: causeOf(stated.id) }] : [];
  });
  if (states.length === 0) return;
  const rows = rowsOf(5, {
    e: ['uuid', states.map(({ entity }) => entity)],
    s: ['bigint', states.map(({ seq }) => seq)],
    b: ['uuid', states.map(({ body }) => body)],
    m: ['uuid', states.map(({ near }) => near)],
    c: ['uuid', states.map(({ cause }) => cause)],
    v: ['text', states.map(({ version }) => version)],
  });
  const { target, person } = page.queue;
  await manager.query(
    `insert into exchange.last_delivered (agency, target, person, entity, seq, body, near, cause, version, at)
     select $1, $2, $3, e, s, b, m, c, v, $4 from ${rows.from} on conflict do nothing`,
    [target.agency, target.id, person, now, ...rows.values],
  );
}

async function restOrGoOn(
  manager: EntityManager,
  { run: id, queue: { target, person, attempts } }: ReplayPage,
  run: QueueRun,
  o: { now: Date; chance: number },
): Promise<void> {
  const key = [target.agency, id, person];
  if (!run.stopped) {
    if (attempts > 0)
      await manager.query(
        `update exchange.replay_persons set attempts = 0, wake_at = '-infinity' where agency = $1 and run = $2 and person = $3`,
        key,
      );
    return;
  }
  const before = run.steps[0]?.kind === 'failed' ? attempts : 0;
  const wake = new Date(o.now.getTime() + retryDelayMs(before, o.chance, run.stopped.retryAfterMs));
  await manager.query('update exchange.replay_persons set attempts = $4, wake_at = $5 where agency = $1 and run = $2 and person = $3', [
    ...key,
    before + 1,
    wake,
  ]);
  if (run.stopped.pauseTarget)
    await manager.query(
      `update exchange.participants set state = 'paused', state_reason = 'the target answered 410 Gone' where agency = $1 and id = $2`,
      [target.agency, target.id],
    );
}

async function count(manager: EntityManager, agency: string, run: string, told: readonly Told[]): Promise<void> {
  const of = (state: Told['state']): number => told.filter((one) => one.state === state).length;
  await manager.query(
    `update exchange.replay_runs set delivered = delivered + $3, ignored = ignored + $4, refused = refused + $5, erased = erased + $6 where agency = $1 and id = $2`,
    [agency, run, of('delivered'), of('ignored'), of('refused'), of('erased')],
  );
}
