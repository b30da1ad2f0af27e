import { type AcceptedEvent, lift, type Side } from '#people-exchange';
import { inAgency } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';
import { ownSubject } from '../identity/own-subject';
import { ExchangeRefused } from '../errors';
import { knownAt } from '../identity/persons';
import { shownEvent } from '../journeys/shown-event';
import type { Participants } from '../participants/participants';
import type { Target } from '../participants/target';
import { addressed } from '../routing/addressed';
import { route } from '../routing/route';
import { type Change, changesBetween } from './changes';
import { chooseCurrent } from './choose-current';
import { factsOf, stateTypes } from './facts-of';
import { findPersons } from './open-persons';
import { asAccepted, eventsOfRun, inWindow } from './selection';

/** One event as a run would tell it. */
export interface Preview {
  readonly participant: string;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly receivedAt: string;
  /** Why the target would not be told after all. */
  readonly leftOut: string | null;
  /** The event as it would be addressed: the very body of a webhook. */
  readonly would: Record<string, unknown>;
  /** What the target was last told of the same thing, where that is known. */
  readonly told: { readonly event: Record<string, unknown>; readonly at: string } | null;
  readonly changes: readonly Change[];
}

export interface PersonPreview {
  readonly personId: string;
  readonly events: readonly Preview[];
  /** There are more than are shown. */
  readonly more: boolean;
}

interface Row {
  key: string;
  side: Side;
  event: string;
}

const mostPersons = 10;
const mostEvents = 50;
const mostTold = 200;

/** What a run would tell its target, beside what that was told before; reads alone, and sends nothing (X3). */
export class Previews {
  constructor(
    private readonly db: DataSource,
    private readonly participants: Participants,
  ) {}

  /** The next persons of a run, after the one named. */
  async of(
    agency: string,
    id: string,
    o: { after?: string; persons?: number } = {},
  ): Promise<{ persons: PersonPreview[]; next: string | null }> {
    const targets = await this.participants.list(agency);
    return inAgency(this.db, agency, async (manager) => {
      const [run]: { target: string; kind: string }[] = await manager.query(
        'select target, kind from exchange.replay_runs where agency = $1 and id = $2',
        [agency, id],
      );
      const target = targets.find((one) => one.id === run?.target);
      if (!run || !target) throw new ExchangeRefused('notFound', `There is no replay "${id}" in agency "${agency}"`, { agency, run: id });
      const most = Math.min(mostPersons, Math.max(1, o.persons ?? mostPersons));
      const found = await findPersons(manager, { agency, id }, o.after ?? null, most);
      const known = await knownAt(manager, [agency], found.persons);
      const persons: PersonPreview[] = [];
      for (const person of found.persons) {
        const rows = await rowsOfRun(manager, { agency, id }, person, run.kind);
        const knows = known.has(`${person} ${target.id}`);
        persons.push(await previewOf(manager, target, person, knows, rows));
      }
      return { persons, next: found.all ? null : found.after };
    });
  }
}

async function rowsOfRun(manager: EntityManager, run: { agency: string; id: string }, person: string, kind: string): Promise<Row[]> {
  const key = [run.agency, run.id, person];
  const current = kind === 'fill' ? (await chooseCurrent(manager, run, person)).slice(0, mostEvents + 1) : [];
  const found: Row[] = await manager.query('select i.key, i.side, i.event from exchange.inbox i where i.agency = $1 and i.key = any($2)', [
    run.agency,
    current.map((one) => one.key),
  ]);
  const byKey = new Map(found.map((row) => [row.key, row]));
  const stands = current.flatMap((one) => byKey.get(one.key) ?? []);
  const window: Row[] = await manager.query(
    `select i.key, i.side, i.event from exchange.replay_runs u join exchange.inbox i on i.person = $3 and ${eventsOfRun} and ${inWindow}
     where u.agency = $1 and u.id = $2 order by ${asAccepted} limit ${mostEvents + 1}`,
    key,
  );
  return [...stands, ...window].slice(0, mostEvents + 1);
}

async function previewOf(
  manager: EntityManager,
  target: Target,
  person: string,
  knows: boolean,
  rows: readonly Row[],
): Promise<PersonPreview> {
  const [own]: { subject: string | null }[] = await manager.query(
    `select ${ownSubject('x.a', 'x.t', 'x.p')} as subject from (select $1::text as a, $3::text as t, $2::uuid as p) x`,
    [target.agency, person, target.id],
  );
  const subject = own?.subject ?? person;
  const told = await toldOf(manager, target, person);
  const events = rows.slice(0, mostEvents).map(({ side, event: text }): Preview => {
    // What the inbox keeps was accepted.
    const event = lift(JSON.parse(text) as AcceptedEvent);
    const would = shown(addressed(event, subject, target.id));
    const entity = factsOf(event)?.entity;
    const last = entity === undefined ? undefined : told.find((one) => factsOf(one.event)?.entity === entity);
    const before = last ? shown(addressed(last.event, subject, target.id)) : undefined;
    return {
      participant: event.origin,
      source: event.source,
      id: event.id,
      type: event.type,
      receivedAt: event.receivedtime,
      leftOut: whyLeftOut(event, side, target, knows),
      would,
      told: last && before ? { event: before, at: last.at.toISOString() } : null,
      changes: before ? changesBetween(before['data'], would['data']) : [],
    };
  });
  return { personId: person, events, more: rows.length > mostEvents };
}

function whyLeftOut(event: AcceptedEvent, side: Side, target: Target, knows: boolean): string | null {
  const routed = route(event, side, target, knows);
  if (routed.to === 'deliver') return null;
  return routed.to === 'ignore' ? (routed.reason ?? 'the target does not want it') : 'it is not for this target';
}

const shown = (event: AcceptedEvent): Record<string, unknown> => shownEvent(JSON.stringify(event));

interface Told {
  readonly event: AcceptedEvent;
  readonly at: Date;
}

/** What a target was told of a person's states, newest first, live or by replays. */
async function toldOf(manager: EntityManager, target: Target, person: string): Promise<Told[]> {
  const rows: { event: string; at: Date }[] = await manager.query(
    `select i.event, d.at from exchange.inbox i
     cross join lateral (
       select max(at) as at from (
         select o.ended_at as at from exchange.outcomes o where o.agency = i.agency and o.key = i.key and o.target = $2 and o.state = 'delivered'
         union all select r.at from exchange.replay_deliveries r where r.agency = i.agency and r.key = i.key and r.target = $2 and r.state = 'delivered') a) d
     where i.agency = $1 and i.person = $3 and i.source <> '' and not i.conflict and i.type = any($4) and d.at is not null
     order by d.at desc, i.received desc, i.position desc limit ${mostTold}`,
    [target.agency, target.id, person, stateTypes],
  );
  return rows.map(({ event, at }) => ({ event: lift(JSON.parse(event) as AcceptedEvent), at }));
}
