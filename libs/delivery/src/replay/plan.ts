import { randomInt } from 'node:crypto';
import { eventTypes, isKnownType, type Side } from '#people-exchange';
import type { EntityManager } from 'typeorm';
import { columns } from '../participants/participants';
import type { Target } from '../participants/target';
import { ReplayRefused } from './replay-refused';
import type { RunKind } from './run';
import { eventsOfRun, inPlan, personsOfRun } from './selection';

export interface WantedReplay {
  readonly agency: string;
  readonly target: string;
  readonly kind: RunKind;
  /** By the bridge's ids; nothing for all. */
  readonly persons?: readonly string[];
  /** Nothing for all that the target wants. */
  readonly types?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
  /** Of a fill: so many days of happenings after how things stand. */
  readonly days?: number;
  /** Persons at a time; 4 unless told. */
  readonly atOnce?: number;
  readonly by: string;
}

const msPerDay = 86_400_000;
const countedUpTo = 1_000_000;

/** Writes down what would be replayed, and counts it; nothing is sent. Answers the run's id. @throws ReplayRefused */
export async function writePlan(manager: EntityManager, target: Target, wanted: WantedReplay, now: Date): Promise<string> {
  const { agency, kind, by, atOnce = 4 } = wanted;
  const types = typesFor(target, wanted.types);
  // No days of history: nothing was received that late.
  const days = wanted.days ?? 0;
  const from = kind === 'replay' ? (wanted.from ?? null) : days > 0 ? new Date(now.getTime() - days * msPerDay) : 'infinity';
  const id = shortId();
  await manager.query(
    `insert into exchange.replay_runs (agency, id, target, side, kind, persons, types, received_from, received_until, at_once, planned_by, planned_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [agency, id, target.id, target.side, kind, wanted.persons ?? null, types, from, wanted.until ?? null, atOnce, by, now],
  );
  await count(manager, agency, id);
  return id;
}

/** Of what was received up to now. */
export async function startRun(manager: EntityManager, agency: string, id: string, now: Date): Promise<void> {
  await manager.query(
    `update exchange.replay_runs set state = 'running', started_at = $3, received_until = least(received_until, $3) where agency = $1 and id = $2`,
    [agency, id, now],
  );
}

/**
 * Tells a target anew how things stand with one person, in the caller's transaction: the run starts, or is planned where another is
 * under way there.
 */
export async function fillWith(
  manager: EntityManager,
  o: { readonly agency: string; readonly target: string; readonly person: string; readonly by: string; readonly now: Date },
): Promise<void> {
  const { agency, by, now } = o;
  const [target]: Target[] = await manager.query(`select ${columns} from exchange.participants where agency = $1 and id = $2`, [
    agency,
    o.target,
  ]);
  // A feed's reader and the lead desk have what they read.
  if (!target || (target.mode !== 'webhook' && target.mode !== 'connection')) return;
  const id = await writePlan(manager, target, { agency, target: target.id, kind: 'fill', persons: [o.person], by }, now);
  if ((await runningAt(manager, agency, target.id)) === undefined) await startRun(manager, agency, id, now);
}

/** The run that is under way at a target, if any; two at once would tell a person's past in two orders. */
export async function runningAt(manager: EntityManager, agency: string, target: string, but = ''): Promise<string | undefined> {
  const [run]: { id: string }[] = await manager.query(
    `select id from exchange.replay_runs where agency = $1 and target = $2 and state = 'running' and id <> $3`,
    [agency, target, but],
  );
  return run?.id;
}

async function count(manager: EntityManager, agency: string, id: string): Promise<void> {
  await manager.query(
    `update exchange.replay_runs r set of_events = c.events, of_persons = c.persons,
       counted = case when c.events >= ${countedUpTo} then 'atLeast' when r.kind = 'fill' then 'atMost' else 'exactly' end
     from (select count(*) as events, count(distinct x.person) as persons from (
       select i.person from exchange.replay_runs u join exchange.inbox i on ${eventsOfRun} and ${inPlan}
       join exchange.persons p on p.person = i.person and ${personsOfRun}
       where u.agency = $1 and u.id = $2 limit ${countedUpTo}) x) c
     where r.agency = $1 and r.id = $2`,
    [agency, id],
  );
}

/** What a target can be told again: what crosses to it, as far as it wants it now. */
export function replayableTypes(target: Target): string[] {
  const from: Side = target.side === 'website' ? 'backOffice' : 'website';
  const crossing = eventTypes.flatMap(({ type, sides }) => (sides.includes(from) && type !== 'person.erased' ? [type] : []));
  return [...(target.receives.types ?? crossing)].filter((type) => crossing.includes(type) || !isKnownType(type));
}

/** What was asked for of it. @throws ReplayRefused */
function typesFor(target: Target, asked: readonly string[] | undefined): string[] {
  const tellable = replayableTypes(target);
  const wanted = target.receives.types ?? tellable;
  const unwanted = (asked ?? []).filter((type) => !wanted.includes(type));
  if (unwanted.length > 0)
    throw new ReplayRefused(`"${target.id}" does not want ${unwanted.join(', ')}`, { target: target.id, types: unwanted });
  return tellable.filter((type) => asked === undefined || asked.includes(type));
}

/** Letters and digits that nobody takes for each other; it is typed by hand. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

function shortId(): string {
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
}
