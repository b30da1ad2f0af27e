import { isKnownType, personIdOf, rowFor } from '#people-exchange';
import type { DataSource, EntityManager } from 'typeorm';
import { rowsOf } from '../columns';
import { laneOf } from '../hash';
import { type Alike, linkPersons, lockIdentities } from '../identity/link-persons';
import type { Ended } from '../measuring/exchange-measures';
import type { Answer } from '../targets/http-target';
import type { DueQueue, DueRow } from './due-queues';
import { type GaveUp, moveQueues } from './move-queues';
import type { QueueRun, Step } from './run-queue';
import { releaseWaiting } from './wake-queues';

export interface RunToRecord {
  readonly queue: DueQueue;
  readonly run: QueueRun;
  /** Whether the target took anything lately: then an event refused for a day is its own trouble, and parks. */
  readonly targetTakesOthers: boolean;
  /** Told what parked for being refused too long. */
  readonly gaveUp?: GaveUp[];
}

/**
 * Writes what came of finished runs in one transaction, under the fence of the lanes: a process that lost its lanes
 * meanwhile writes nothing, and the new owner delivers again under the same webhook id. Answers what ended.
 */
export async function recordRuns(
  db: DataSource,
  owner: string,
  runs: readonly RunToRecord[],
  now: Date,
  chance: () => number,
): Promise<readonly Ended[]> {
  return db.transaction(async (manager) => {
    const held: { side: string; lane: number }[] = await manager.query('select side, lane from exchange.lanes where owner = $1 for share', [
      owner,
    ]);
    const lanes = new Set(held.map((row) => `${row.side} ${row.lane}`));
    const mine = runs.filter(({ queue }) => lanes.has(`${queue.target.side} ${laneOf(queue.person)}`)).sort(byQueue);
    const all = mine.flatMap(({ queue, run }) => run.steps.map((step) => ({ queue, step })));
    const learnt = all.flatMap(({ queue, step }) => (step.kind === 'delivered' && step.learnt ? [{ queue, subject: step.learnt }] : []));
    await lockIdentities(
      manager,
      learnt.map(({ queue }) => queue.target.agency),
    );
    const steps = await stillThere(manager, all);
    await writeDelivered(manager, steps, now);
    await writeIgnored(manager, steps, now);
    await writeAttempts(manager, steps, now);
    await noteTogether(manager, steps, now);
    await writeHeld(manager, steps, now);
    await learn(manager, learnt);
    await releaseWaiting(
      manager,
      steps.flatMap(({ queue, step }) =>
        step.kind === 'delivered' && step.row.makes
          ? [{ agency: queue.target.agency, target: queue.target.id, person: queue.person, made: step.row.makes }]
          : [],
      ),
      now,
    );
    await moveQueues(manager, mine, now, chance);
    return steps.flatMap(({ queue: { target }, step: { kind } }) =>
      kind === 'delivered' || kind === 'ignored' ? [{ agency: target.agency, target: target.id, state: kind }] : [],
    );
  });
}

type Recorded = { readonly queue: DueQueue; readonly step: Step };

function byQueue({ queue: a }: RunToRecord, { queue: b }: RunToRecord): number {
  const key = ({ target, person }: DueQueue): string => JSON.stringify([target.agency, target.id, person]);
  return key(a) < key(b) ? -1 : 1;
}

/** Locks the rows and leaves out what is gone: of a person erased meanwhile nothing is written any more. */
async function stillThere(manager: EntityManager, steps: readonly Recorded[]): Promise<Recorded[]> {
  const rows: { seq: string }[] = await manager.query(
    'select seq::text from exchange.pending where seq = any($1) order by seq for update',
    [steps.map(({ step }) => step.row.seq)],
  );
  const there = new Set(rows.map((row) => row.seq));
  return steps.filter(({ step }) => there.has(step.row.seq));
}

/** Finishes what was delivered, with the attempt that did it, and remembers the state it left at the target, whose echo may come. */
async function writeDelivered(manager: EntityManager, steps: readonly Recorded[], now: Date): Promise<void> {
  const done = steps.flatMap(({ step }) => (step.kind === 'delivered' ? [step] : []));
  if (done.length === 0) return;
  const rows = rowsOf(3, {
    seq: ['bigint', done.map(({ row }) => row.seq)],
    body: ['uuid', done.map(({ body }) => body)],
    near: ['uuid', done.map(({ near }) => near)],
    version: ['text', done.map(({ version }) => version)],
    number: ['int', done.map(({ row }) => row.attempts + 1)],
    took_ms: ['int', done.map(({ answer }) => answer.tookMs)],
    status: ['int', done.map(({ answer }) => answer.status)],
    answer: ['text', done.map(({ row, answer }) => keptAnswerOf(row, answer))],
    sent_as: ['text', done.map(({ row, sentAs }) => (tellsErasure(row) ? null : sentAs))],
  });
  await manager.query(
    `with step as (select * from ${rows.from}),
       gone as (delete from exchange.pending where seq = any($1) returning seq, agency, target, key, person, late, routed_at, entity, cause),
       state as (insert into exchange.last_delivered (agency, target, person, entity, seq, body, near, cause, version, at)
         select g.agency, g.target, g.person, g.entity, g.seq, x.body, x.near, g.cause, x.version, $2 from gone g join step x on x.seq = g.seq where g.entity is not null)
     insert into exchange.outcomes (agency, target, key, person, state, late, routed_at, ended_at, number, took_ms, status, answer, sent_as)
     select g.agency, g.target, g.key, g.person, 'delivered', g.late, g.routed_at, $2, x.number, x.took_ms, x.status, x.answer, x.sent_as from gone g join step x on x.seq = g.seq`,
    [done.map(({ row }) => row.seq), now, ...rows.values],
  );
}

/** Ends what the target took for nothing, with its reason. */
async function writeIgnored(manager: EntityManager, steps: readonly Recorded[], now: Date): Promise<void> {
  const done = steps.flatMap(({ queue, step }) => (step.kind === 'ignored' ? [{ side: queue.target.side, step }] : []));
  if (done.length === 0) return;
  await manager.query(
    `with gone as (delete from exchange.pending where seq = any($1) returning seq, agency, target, key, person, late, routed_at)
     insert into exchange.outcomes (agency, target, key, person, state, reason, capability, late, routed_at, ended_at, number, took_ms, status, answer)
     select g.agency, g.target, g.key, g.person, 'ignored', x.reason, x.capability, g.late, g.routed_at, $2, x.number, x.took, x.status, x.answer
     from gone g join unnest($1::bigint[], $3::text[], $4::text[], $5::int[], $6::int[], $7::int[], $8::text[]) x(seq, reason, capability, number, took, status, answer) on x.seq = g.seq`,
    [
      done.map(({ step }) => step.row.seq),
      now,
      done.map(({ step }) => (tellsErasure(step.row) ? null : step.reason)),
      done.map(({ side, step }) =>
        isKnownType(step.row.type) ? rowFor(step.row.type, side === 'website' ? 'backOffice' : 'website') : 'P17',
      ),
      done.map(({ step }) => step.row.attempts + 1),
      done.map(({ step }) => step.answer.tookMs),
      done.map(({ step }) => step.answer.status),
      done.map(({ step }) => keptAnswerOf(step.row, step.answer)),
    ],
  );
}

/** What is kept of an answer says nothing of whoever is being erased. */
function keptAnswerOf(row: DueRow, answer: Answer): string | null {
  return tellsErasure(row) ? null : answer.body || null;
}

const tellsErasure = ({ type }: DueRow): boolean => type === 'person.erased';

/** Keeps the attempts that did not end a delivery well. */
async function writeAttempts(manager: EntityManager, steps: readonly Recorded[], now: Date): Promise<void> {
  const made = steps.flatMap(({ queue, step }) =>
    (step.kind === 'failed' || step.kind === 'refusedTogether' || step.kind === 'parked') && step.answer
      ? [{ queue, step, answer: step.answer, sentAs: step.sentAs }]
      : [],
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
      made.map((m) => keptAnswerOf(m.step.row, m.answer)),
      made.map((m) => (tellsErasure(m.step.row) ? null : m.sentAs)),
    ],
  );
  await manager.query(
    `update exchange.pending p set attempts = p.attempts + x.made from (select seq, count(*) as made from unnest($1::bigint[]) seq group by 1) x where p.seq = x.seq`,
    [made.map((m) => m.step.row.seq)],
  );
}

/** Which attempts were one request. */
async function noteTogether(manager: EntityManager, steps: readonly Recorded[], now: Date): Promise<void> {
  const noted = steps.flatMap(({ queue: { target }, step: { row, together } }) =>
    together === undefined ? [] : [{ target, row, together }],
  );
  if (noted.length === 0) return;
  const values = [
    now,
    noted.map(({ target }) => target.agency),
    noted.map(({ target }) => target.id),
    noted.map(({ row }) => row.key),
    noted.map(({ row }) => row.attempts + 1),
    noted.map(({ together }) => together),
  ];
  const from = 'from unnest($2::text[], $3::text[], $4::uuid[], $5::int[], $6::uuid[]) x(a, t, k, n, r)';
  for (const [table, at] of [
    ['outcomes', 'ended_at'],
    ['attempts', 'at'],
  ])
    await manager.query(
      `update exchange.${table} w set together = x.r ${from} where w.${at} = $1 and w.key = x.k and w.number = x.n and w.agency = x.a and w.target = x.t`,
      values,
    );
}

async function writeHeld(manager: EntityManager, steps: readonly Recorded[], now: Date): Promise<void> {
  const held = steps.flatMap(({ step }) => (step.kind === 'parked' || step.kind === 'heldParent' ? [step] : []));
  if (held.length === 0) return;
  await manager.query(
    `update exchange.pending p set state = h.state, reason = h.reason, since = $4,
       needs = case when h.need is null or h.need = any(p.needs) then p.needs else p.needs || h.need end
     from unnest($1::bigint[], $2::text[], $3::text[], $5::text[]) h(seq, state, reason, need) where p.seq = h.seq`,
    [
      held.map((step) => step.row.seq),
      held.map((step) => step.kind),
      held.map((step) => step.reason),
      now,
      held.map((step) => (step.kind === 'heldParent' ? (step.need ?? null) : null)),
    ],
  );
}

/** The target told its own id of a person: the two are one human. */
export async function learn(manager: EntityManager, learnt: readonly { queue: DueQueue; subject: string }[]): Promise<void> {
  if (learnt.length === 0) return;
  const alike = learnt.map(({ queue, subject }): Alike & { participant: string; subject: string } => {
    const { agency, id: participant } = queue.target;
    return { agency, a: queue.person, b: personIdOf(agency, participant, subject), rule: 'answer', participant, subject };
  });
  await manager.query(
    `insert into exchange.persons (agency, person, participant, subject, human)
     select x.a, x.p, x.o, x.s, x.p from (select distinct * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) x(a, p, o, s)) x
     where not exists (select from exchange.erased e where e.agency = x.a and e.person = x.p) order by x.p on conflict do nothing`,
    [alike.map((l) => l.agency), alike.map((l) => l.b), alike.map((l) => l.participant), alike.map((l) => l.subject)],
  );
  await linkPersons(manager, alike);
}
