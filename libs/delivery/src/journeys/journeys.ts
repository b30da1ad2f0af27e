import { inAgency } from '#runtime';
import { eventTypeOf, type Side } from '#people-exchange';
import type { DataSource, EntityManager } from 'typeorm';
import { digestOf } from '../hash';
import { type Act, actsOfEvent } from '../repair/acts';
import { shownEvent } from './shown-event';
import { statesOf } from './states';
import { type Journey, type JourneyAttempt, type JourneyReplay, sentenceOf } from './views';

export interface WhichEvent {
  readonly source: string;
  readonly id: string;
  readonly participant?: string;
}

interface InboxRow {
  key: string;
  participant: string;
  name: string | null;
  source: string;
  id: string;
  type: string;
  side: Side;
  subject: string | null;
  person: string | null;
  event_time: Date | null;
  received: Date;
  appended: Date;
  taken: Date;
  repeated: number;
  conflict: boolean;
  echo: boolean;
  event: string;
  topic: string;
  position: string;
}

interface AttemptRow {
  target: string;
  number: number;
  at: Date;
  took_ms: number;
  status: number | null;
  error: string | null;
  answer: string | null;
  sent_as: string | null;
  webhook_url: string | null;
  /** Events that went in the same request, where several can. */
  events: number | null;
}

/** Every hop of one event (X9). What is in it, asked and answered is shown to those who may see payloads. */
export class Journeys {
  constructor(private readonly db: DataSource) {}

  of(agency: string, which: WhichEvent, see: { payloads: boolean; onlyParticipant?: string }): Promise<Journey[]> {
    return inAgency(this.db, agency, async (manager) => {
      const participants: { id: string }[] = await manager.query('select id from exchange.participants where agency = $1', [agency]);
      const wanted = see.onlyParticipant ?? which.participant;
      const keys = participants
        .filter(({ id }) => wanted === undefined || id === wanted)
        .map(({ id }) => digestOf('event', agency, id, which.source, which.id));
      const rows: InboxRow[] = await manager.query(
        `select i.*, i.position::text as position, p.name from exchange.inbox i left join exchange.participants p on p.agency = i.agency and p.id = i.participant
         where i.agency = $1 and (i.key = any($2) or (i.conflict and i.source = $3 and i.id = $4)) order by i.received`,
        [agency, keys, which.source, which.id],
      );
      const visible = rows.filter((row) => wanted === undefined || row.participant === wanted);
      return Promise.all(visible.map((row) => journeyOf(manager, agency, row, see.payloads)));
    });
  }
}

async function journeyOf(manager: EntityManager, agency: string, row: InboxRow, payloads: boolean): Promise<Journey> {
  const states = await statesOf(manager, agency, [row.key]);
  const attempts: AttemptRow[] = await manager.query(
    `select a.*, p.webhook_url, case when a.together is not null then (select count(*)::int from (
         select key from exchange.attempts where agency = $1 and together = a.together union select key from exchange.outcomes where agency = $1 and together = a.together) b) end as events
     from (
       select target, number, at, took_ms, status, error, answer, sent_as, together from exchange.attempts where agency = $1 and key = $2
       union all select target, number, ended_at, took_ms, status, null, answer, sent_as, together from exchange.outcomes where agency = $1 and key = $2 and number is not null) a
     left join exchange.participants p on p.agency = $1 and p.id = a.target order by a.at, a.number`,
    [agency, row.key],
  );
  const replays: (Omit<JourneyReplay, 'at'> & { at: Date })[] = await manager.query(
    `select d.run, d.target, coalesce(t.name, d.target) as name, d.state, d.reason, d.attempts, d.status, d.at from exchange.replay_deliveries d
     left join exchange.participants t on t.agency = d.agency and t.id = d.target where d.agency = $1 and d.key = $2 order by d.seq`,
    [agency, row.key],
  );
  const acts = payloads ? await actsOfEvent(manager, agency, row.key) : new Map<string, Act[]>();
  const targets = states.map((state) => ({
    target: state.target,
    name: state.name,
    state: state.state,
    reason: state.reason,
    row: state.capability,
    late: state.late,
    by: state.by,
    routedAt: state.routedAt.toISOString(),
    endedAt: state.endedAt?.toISOString() ?? null,
    nextAttemptAt: state.wakeAt?.toISOString() ?? null,
    attempts: attempts.filter((attempt) => attempt.target === state.target).map((attempt) => attemptView(attempt, row, payloads)),
    ...(acts.has(state.target) ? { acts: acts.get(state.target) } : {}),
  }));
  const base = {
    participant: row.participant,
    participantName: row.name ?? row.participant,
    source: row.source,
    id: row.id,
    type: row.type,
    row: eventTypeOf(row.type)?.row ?? null,
    side: row.side,
    subject: row.subject,
    personId: row.person,
    time: row.event_time?.toISOString() ?? null,
    sentence: `${row.conflict ? 'The same id came before with another body. ' : ''}${row.echo ? 'It says what was delivered to its sender, and went no further.' : sentenceOf(targets)}`,
    repeated: row.repeated,
    hops: [
      { place: 'received' as const, name: row.name ?? row.participant, at: row.received.toISOString(), detail: 'checked and stamped' },
      { place: 'log' as const, name: row.topic, at: row.appended.toISOString(), detail: `position ${row.position}` },
      {
        place: 'inbox' as const,
        name: 'inbox',
        at: row.taken.toISOString(),
        detail: `routed to ${targets.length} ${targets.length === 1 ? 'target' : 'targets'}`,
      },
      ...targets.map((target) => ({ place: 'target' as const, name: target.name, at: target.endedAt, detail: sentenceOf([target]) })),
    ],
    targets,
    replays: replays.map((replay) => ({ ...replay, at: replay.at.toISOString() })),
  };
  return payloads ? { ...base, event: shownEvent(row.event) } : base;
}

function attemptView(attempt: AttemptRow, row: InboxRow, payloads: boolean): JourneyAttempt {
  const plain = {
    number: attempt.number,
    at: attempt.at.toISOString(),
    tookMs: attempt.took_ms,
    status: attempt.status,
    error: attempt.error,
    ...(attempt.events === null ? {} : { events: attempt.events }),
  };
  if (!payloads) return plain;
  const body = JSON.stringify({ ...shownEvent(row.event), ...(attempt.sent_as ? { subject: attempt.sent_as } : {}) });
  // Of a batch it shows this event.
  const batch = attempt.events !== null;
  const headers = {
    'content-type': batch ? 'application/cloudevents-batch+json' : 'application/cloudevents+json',
    'webhook-signature': '(not shown)',
  };
  return {
    ...plain,
    request: { method: 'POST', url: attempt.webhook_url ?? '', headers, body: batch ? `[${body}]` : body },
    ...(attempt.status === null ? {} : { answer: { headers: {}, body: attempt.answer ?? '' } }),
  };
}
