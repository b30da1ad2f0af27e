import type { DataSource, EntityManager } from 'typeorm';
import { rowsOf } from '../columns';
import { chooseCurrent } from './choose-current';
import { asAccepted, eventsOfRun, inWindow } from './selection';

export interface Part {
  readonly agency: string;
  readonly run: string;
  readonly person: string;
}

/** A person's events are written for delivery so many at a time. */
const perStep = 200;

/** Parts of running runs in these lanes that have nothing left to deliver and may have more. */
export async function emptyParts(db: DataSource, side: string, lanes: readonly number[]): Promise<Part[]> {
  return db.query(
    `select r.agency, r.run, r.person from exchange.replay_persons r join exchange.replay_runs u on u.agency = r.agency and u.id = r.run and u.state = 'running'
     where r.side = $1 and r.lane = any($2) and r.more
       and not exists (select from exchange.replay_deliveries d where d.agency = r.agency and d.run = r.run and d.person = r.person and d.state = 'due') limit 100`,
    [side, lanes],
  );
}

/** Writes what comes next of a person's part: of a fill first how things stand, then a step of its window, as accepted. */
export async function writePart(db: DataSource, part: Part): Promise<void> {
  await db.transaction(async (manager) => {
    const key = [part.agency, part.run, part.person];
    const [row]: { kind: string; chosen: boolean; history: boolean; target: string }[] = await manager.query(
      `select u.kind, r.chosen, u.kind = 'replay' or u.received_from < 'infinity' as history, r.target
       from exchange.replay_persons r join exchange.replay_runs u on u.agency = r.agency and u.id = r.run
       where r.agency = $1 and r.run = $2 and r.person = $3 and r.more for update of r skip locked`,
      key,
    );
    if (!row) return;
    let written = 0;
    let more = row.history;
    if (row.kind === 'fill' && !row.chosen) written = await writeCurrent(manager, part, row.target);
    else ({ written, more } = await writeWindow(manager, key));
    await manager.query('update exchange.replay_persons set chosen = true, more = $4 where agency = $1 and run = $2 and person = $3', [
      ...key,
      more,
    ]);
    if (written === 0 && !more) await endIfOver(manager, part);
  });
}

async function writeCurrent(manager: EntityManager, { agency, run, person }: Part, target: string): Promise<number> {
  const chosen = await chooseCurrent(manager, { agency, id: run }, person);
  const rows = rowsOf(5, { k: ['uuid', chosen.map(({ key }) => key)], r: ['text', chosen.map(({ received }) => received)] });
  if (chosen.length > 0)
    await manager.query(
      `insert into exchange.replay_deliveries (agency, run, target, person, key, received)
       select $1, $2, $3, $4, x.k, x.r::timestamptz from (select row_number() over () as n, * from ${rows.from}) x order by x.n`,
      [agency, run, target, person, ...rows.values],
    );
  return chosen.length;
}

async function writeWindow(manager: EntityManager, key: readonly string[]): Promise<{ written: number; more: boolean }> {
  const [{ written }] = await manager.query(
    `with next as (
       select i.key, i.received, i.position, r.target from exchange.replay_persons r join exchange.replay_runs u on u.agency = r.agency and u.id = r.run
       join exchange.inbox i on i.person = r.person and ${eventsOfRun} and ${inWindow} and i.received >= r.after_received
         and (i.received, i.position, i.key) > (r.after_received, r.after_position, r.after_key)
       where r.agency = $1 and r.run = $2 and r.person = $3 order by ${asAccepted} limit ${perStep}),
     moved as (update exchange.replay_persons r set after_received = l.received, after_position = l.position, after_key = l.key
       from (select * from next order by received desc, position desc, key desc limit 1) l where r.agency = $1 and r.run = $2 and r.person = $3),
     written as (insert into exchange.replay_deliveries (agency, run, target, person, key, received)
       select $1, $2, n.target, $3, n.key, n.received from next n order by n.received, n.position, n.key returning 1)
     select count(*)::int as written from written`,
    [...key],
  );
  return { written, more: written === perStep };
}

/** A part with nothing left is over, and what was live of its person goes on. Answers whether it was. */
export async function endIfOver(manager: EntityManager, { agency, run, person }: Part): Promise<boolean> {
  const [ended]: [unknown[], number] = await manager.query(
    `delete from exchange.replay_persons r where r.agency = $1 and r.run = $2 and r.person = $3 and not r.more
       and not exists (select from exchange.replay_deliveries d where d.agency = $1 and d.run = $2 and d.person = $3 and d.state = 'due') returning 1`,
    [agency, run, person],
  );
  if (ended.length === 0) return false;
  await manager.query('update exchange.replay_runs set persons_done = persons_done + 1 where agency = $1 and id = $2', [agency, run]);
  return true;
}
