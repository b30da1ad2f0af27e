import type { AnswerSeen, PackRequest } from '#mapping';
import { type Made, releaseWaiting } from '#delivery';
import type { DataSource } from 'typeorm';
import { type IdToKeep, keepIds } from '../known/ids';
import type { Connection } from '../setting-up/connection';
import { announceOwnWrite, type OwnWrite, settleOwnWrite, withdrawOwnWrite } from './own-writes';

export interface Step {
  readonly request: string;
  /** `asked`: whether it was applied is not known. */
  readonly state: 'asked' | 'done';
  readonly vendorId: string | null;
  readonly answer: AnswerSeen | null;
  readonly at: Date;
}

/** Somebody else delivers this event by now, because this process was thought dead: it must ask nothing more. */
export class RunTakenOver extends Error {
  readonly code = 'runTakenOver';
  readonly retriable = true;

  constructor(readonly facts: { readonly connection: string; readonly key: string }) {
    super(`Another process delivers ${facts.key} to connection ${facts.connection}`);
    this.name = 'RunTakenOver';
  }
}

/** One delivery of one event to one connection. */
export interface Run {
  readonly connection: Connection;
  /** Names the delivery at this connection. */
  readonly key: string;
  /** Names the event there, in each of its deliveries: the same but in a replay. */
  readonly eventKey: string;
  readonly work: 'live' | 'backfill';
  readonly person: string;
  /** This very attempt. */
  readonly runner: string;
}

/** What a record needs, as held deliveries name it. */
export const needOf = (record: string): string => `record:${record}`;

const placeOf = ({ connection: { agency, id }, key }: Run): [string, string, string] => [agency, id, key];

/** The ledger of requests (I2): what was asked is written before, what came of it after, so that a crash between two goes on there. */
export class Ledger {
  constructor(private readonly db: DataSource) {}

  /** Begins, or goes on: answers the pack and the version it began with, and what was asked then. */
  async begin(run: Run): Promise<{ pack: string; version: string; steps: readonly Step[] }> {
    const { pack, version } = run.connection.pack.document;
    const rows: { pack: string; version: string; steps: Step[] | null }[] = await this.db.query(
      `with run as (insert into connections.runs (agency, connection, key, person, version, runner, pack) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (agency, connection, key) do update set runner = excluded.runner returning pack, version)
       select run.pack, run.version, (select json_agg(json_build_object('request', s.request, 'state', s.state, 'vendorId', s.vendor_id, 'answer', s.answer, 'at', s.at))
         from connections.steps s where s.agency = $1 and s.connection = $2 and s.key = $3) as steps from run`,
      [...placeOf(run), run.person, version, run.runner, pack],
    );
    const [found] = rows;
    return {
      pack: found?.pack ?? pack,
      version: found?.version ?? version,
      steps: (found?.steps ?? []).map((step) => ({ ...step, at: new Date(step.at) })),
    };
  }

  /** Is about to ask. @throws RunTakenOver */
  async asked(run: Run, { id: request, makes }: Pick<PackRequest, 'id' | 'makes'>): Promise<void> {
    const written: unknown[] = await this.db.query(
      `with mine as (select from connections.runs where agency = $1 and connection = $2 and key = $3 and runner = $6 for update)
       insert into connections.steps (agency, connection, key, request, person, state, makes) select $1, $2, $3, $4, $5, 'asked', $7 from mine
       on conflict (agency, connection, key, request) do update set state = 'asked', at = now() returning 1`,
      [...placeOf(run), request, run.person, run.runner, makes ?? null],
    );
    if (written.length === 0) throw new RunTakenOver({ connection: run.connection.id, key: run.key });
  }

  /** Is about to change a record that also comes in. */
  announce(run: Run, own: OwnWrite, now: Date): Promise<void> {
    return announceOwnWrite(this.db, run, own, now);
  }

  /** It surely was not applied: the next attempt asks as if for the first time. */
  async notApplied(run: Run, request: string): Promise<void> {
    await withdrawOwnWrite(this.db, run, request);
    await this.db.query(
      `delete from connections.steps where agency = $1 and connection = $2 and key = $3 and request = $4 and state = 'asked'`,
      [...placeOf(run), request],
    );
  }

  /** It was applied; what waited for the record it made goes on. */
  async done(
    run: Run,
    request: string,
    answer: AnswerSeen,
    made: IdToKeep | undefined,
    own: readonly OwnWrite[],
    now: Date,
  ): Promise<void> {
    await this.db.transaction(async (manager) => {
      await manager.query(
        `insert into connections.steps (agency, connection, key, request, person, state, vendor_id, answer) values ($1, $2, $3, $4, $5, 'done', $6, $7)
         on conflict (agency, connection, key, request) do update set state = 'done', vendor_id = excluded.vendor_id, answer = excluded.answer, at = now()`,
        [...placeOf(run), request, run.person, made?.vendorId ?? null, JSON.stringify(answer)],
      );
      if (made) await keepIds(manager, run.connection, [made]);
      if (made) await releaseWaiting(manager, [waitingFor(run, made)], now);
      for (const one of own) await settleOwnWrite(manager, run, one, now);
    });
  }
}

function waitingFor({ connection }: Run, { record, person }: IdToKeep): Made {
  return { agency: connection.agency, target: connection.id, person, made: needOf(record) };
}
