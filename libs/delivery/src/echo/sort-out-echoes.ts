import { lift } from '#people-exchange';
import type { EntityManager } from 'typeorm';
import type { InboxEntry } from '../inbox/inbox-rows';
import { addressed } from '../routing/addressed';
import { echoIn, isNearMiss, type KnownState } from './known-states';
import { causeOf, nearBodyOf, stateBodyOf, stateEntityOf } from './state-of';

interface Row {
  place: number;
  seq: string;
  body: string | null;
  near: string | null;
  cause: string | null;
  version: string | null;
  at: Date | null;
  event: string | null;
  own: string | null;
  person: string;
}

interface Spoken {
  readonly entry: InboxEntry;
  readonly entity: string;
}

export interface SortedOut {
  readonly echoes: ReadonlySet<InboxEntry>;
  /** News that says what was delivered in other writing; passed on once, so that two who write differently do not go on for ever. */
  readonly nearMisses: ReadonlySet<InboxEntry>;
}

/**
 * Which of these entries are echoes of what was delivered to their sender, or is on its way there. Delivered states and
 * pending rows are read in one snapshot, because recording moves a row from one to the other. A participant that says
 * something of its own has moved on: what was delivered before, or is being delivered just now, is no echo any more.
 */
export async function sortOutEchoes(manager: EntityManager, entries: readonly InboxEntry[], now: Date): Promise<SortedOut> {
  const spoken = entries.flatMap((entry): Spoken[] => {
    const entity = entry.conflict || entry.person === null ? null : stateEntityOf(entry.arrival.event);
    return entity === null ? [] : [{ entry, entity }];
  });
  const echoes = new Set<InboxEntry>();
  const nearMisses = new Set<InboxEntry>();
  if (spoken.length === 0) return { echoes, nearMisses };
  const places = new Map<string, Spoken>();
  for (const one of spoken) places.set(placeOf(one), places.get(placeOf(one)) ?? one);
  const firsts = [...places.values()];
  const known = new Map([...places.keys()].map((place): [string, KnownState[]] => [place, []]));
  const names = [...places.keys()];
  for (const row of await statesAt(manager, firsts)) {
    const first = firsts[Number(row.place)];
    if (first) known.get(names[Number(row.place)] ?? '')?.push(stateIn(row, first.entry.arrival.event.origin));
  }
  const moved = new Set<string>();
  const remembered: NearMiss[] = [];
  for (const one of spoken) {
    const { event } = one.entry.arrival;
    const place = placeOf(one);
    const states = known.get(place) ?? [];
    const said = {
      body: stateBodyOf(event),
      cause: event.causationid ? causeOf(event.causationid) : null,
      version: event.sequence ?? null,
    };
    const found = echoIn(states, said, now);
    if (found >= 0) {
      echoes.add(one.entry);
      known.set(place, states.slice(found));
      continue;
    }
    // Most is said of what nobody was told before.
    const near = states.length === 0 ? null : nearBodyOf(event);
    if (near !== null && isNearMiss(states, near, now)) {
      nearMisses.add(one.entry);
      remembered.push({ ...one, body: said.body, near });
      known.set(place, [...states, { ...said, near, seq: '', at: now }]);
    } else {
      known.set(place, []);
      moved.add(place);
    }
  }
  await forget(
    manager,
    firsts.filter((one) => moved.has(placeOf(one))),
  );
  await rememberNear(
    manager,
    remembered.filter((one) => !moved.has(placeOf(one))),
    now,
  );
  return { echoes, nearMisses };
}

type NearMiss = Spoken & { readonly body: string; readonly near: string };

/** What was said in other writing is known to its sender from now on: should it come again, it is an echo. */
async function rememberNear(manager: EntityManager, near: readonly NearMiss[], now: Date): Promise<void> {
  if (near.length === 0) return;
  await manager.query(
    `insert into exchange.last_delivered (agency, target, person, entity, seq, body, near, at)
     select a, t, p, e, nextval(pg_get_serial_sequence('exchange.pending', 'seq')), b, n, $7
     from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[]) x(a, t, p, e, b, n)
     join exchange.persons s on s.agency = x.a and s.person = x.p and not s.erased`,
    [...columns(near), near.map(({ body }) => body), near.map((one) => one.near), now],
  );
}

const placeOf = ({ entry, entity }: Spoken): string => `${entry.person} ${entity}`;

function stateIn(row: Row, target: string): KnownState {
  if (row.event === null) return { ...row, body: row.body ?? '' };
  const told = addressed(lift(JSON.parse(row.event)), row.own ?? row.person, target);
  return { ...row, body: stateBodyOf(told), near: nearBodyOf(told) };
}

const columns = (all: readonly Spoken[]): unknown[] => [
  all.map(({ entry }) => entry.arrival.event.agency),
  all.map(({ entry }) => entry.arrival.event.origin),
  all.map(({ entry }) => entry.person),
  all.map(({ entity }) => entity),
];

/** Who is the same human as the one spoken of. */
const wanted = `wanted as materialized (
  select s.place - 1 as place, s.agency, s.target, s.entity, q.person, s.subject_of
  from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[]) with ordinality as s(agency, target, subject_of, entity, place)
  join exchange.persons p on p.agency = s.agency and p.person = s.subject_of
  join exchange.persons q on q.agency = s.agency and q.human = p.human)`;

function statesAt(manager: EntityManager, places: readonly Spoken[]): Promise<Row[]> {
  return manager.query(
    `with ${wanted}
     select w.place, l.seq::text, l.body, l.near, l.cause, l.version, l.at, null as event, null as own, l.person, l.at as told, l.seq as sorted, 0 as part
       from wanted w join exchange.last_delivered l on l.agency = w.agency and l.target = w.target and l.person = w.person and l.entity = w.entity
     union all
     select w.place, d.seq::text, null, null, d.cause, null, null, d.event, o.subject, d.person, null, d.seq, 1
       from wanted w
       cross join lateral (select p.seq, p.cause, p.person, coalesce(p.data, i.event) as event from exchange.pending p join exchange.inbox i on i.received = p.received and i.key = p.key
         where p.agency = w.agency and p.target = w.target and p.person = w.person and p.entity = w.entity and p.state in ('due', 'fed') order by p.seq limit 20) d
       left join lateral (select o.subject from exchange.persons p join exchange.persons o on o.agency = p.agency and o.human = p.human and o.participant = w.target and not o.erased
         where p.agency = w.agency and p.person = d.person order by o.created_at limit 1) o on true
     order by part, told, sorted`,
    columns(places),
  );
}

/** The pending rows first: one that is being recorded at this moment is waited for, and its state then goes with the others. */
async function forget(manager: EntityManager, places: readonly Spoken[]): Promise<void> {
  if (places.length === 0) return;
  await manager.query(
    `with ${wanted}, held as (
       select p.seq from exchange.pending p join wanted w on p.agency = w.agency and p.target = w.target and p.person = w.person and p.entity = w.entity
       where p.state in ('due', 'fed') order by p.seq for update of p)
     update exchange.pending set entity = null where seq in (select seq from held)`,
    columns(places),
  );
  await manager.query(
    `with ${wanted} delete from exchange.last_delivered l using wanted w where l.agency = w.agency and l.target = w.target and l.person = w.person and l.entity = w.entity`,
    columns(places),
  );
}
