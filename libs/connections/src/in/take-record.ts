import { randomUUID } from 'node:crypto';
import { type Made, releaseWaiting } from '#delivery';
import { checkedForLog, type ErasedPeople, Refusal } from '#gateway';
import { type InContext, MappingFailed, type MappedEvent, type MappingFunctions, pathOf, takenFrom } from '#mapping';
import type { Clock } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';
import { type Ids, keepIds } from '../known/ids';
import { needOf } from '../out/ledger';
import { wordsIn } from '../out/conclude';
import { ownWritesOf } from '../out/own-writes';
import { type Connection, tablesOf } from '../setting-up/connection';
import type { VendorLines } from '../vendor-line';
import { crossed } from './crossed';
import { endNotifications, type Notifications, type RecordDue } from './notifications';
import { namesOneOf, partsOf } from './names-it';
import { isOwnEnd, newsIn, type Told } from './news';
import { isOverwritten } from './overwritten';
import { writeOutbox } from './outbox';

export interface TakingGround {
  readonly db: DataSource;
  readonly lines: VendorLines;
  readonly ids: Ids;
  readonly notifications: Notifications;
  readonly clock: Clock;
  readonly functions: MappingFunctions;
  readonly erased: ErasedPeople;
}

/** Why a record was not taken this time. */
type Left = { readonly kind: 'later'; readonly inMs: number } | { readonly kind: 'park'; readonly reason: string };
type Read = { readonly kind: 'read'; readonly value: unknown } | { readonly kind: 'gone' } | Left;

interface Kept {
  readonly told: Told;
  readonly revision: number;
  readonly lastEvent: string | null;
}

/** A request that nobody hears of for so long made nothing, or what somebody has to look at. */
const mostDoubtMs = 10 * 60_000;

/** So often a good answer may come without the record, and a mapping run out of time. */
const mostStrange = 5;

/** Between readings of a record that could not be read. */
const backOffMs = [1_000, 2_000, 5_000, 15_000, 60_000];
const patienceOf = ({ attempts }: RecordDue): number => backOffMs[Math.min(attempts, backOffMs.length) - 1] ?? 1_000;

/** Reads the truth of a record that somebody told of, and says what is new in it. */
export class TakeRecord {
  constructor(private readonly o: TakingGround) {}

  async take(connection: Connection, due: RecordDue): Promise<void> {
    const left = await this.tryTake(connection, due);
    if (left?.kind === 'park') await this.o.notifications.park(due, left.reason);
    if (left?.kind === 'later') await this.o.notifications.later(due, new Date(this.o.clock.now().getTime() + left.inMs));
  }

  private async tryTake(connection: Connection, due: RecordDue): Promise<Left | undefined> {
    const record = connection.pack.records.get(due.record);
    if (!record) return { kind: 'park', reason: `the pack has no record "${due.record}" any more` };
    try {
      const read = await this.read(connection, due);
      if (read.kind === 'later' || read.kind === 'park') return read;
      if (read.kind === 'gone') return await this.dropped(due);
      return await this.fold(connection, due, read.value);
    } catch (error) {
      if (error instanceof MappingFailed && error.retriable && due.attempts < mostStrange) return { kind: 'later', inMs: patienceOf(due) };
      if (error instanceof MappingFailed) return { kind: 'park', reason: `cannot be mapped: ${error.message}` };
      if (error instanceof Refusal && error.rule === 'erased') return this.dropped(due);
      if (error instanceof Refusal) return { kind: 'park', reason: `is against the contract: ${problemsIn(error)}` };
      throw error;
    }
  }

  /** It is gone, or its person is erased: there is nothing to say of it. */
  private async dropped({ seqs }: RecordDue): Promise<undefined> {
    await this.o.db.transaction((manager) => endNotifications(manager, seqs));
    return undefined;
  }

  private async read(connection: Connection, due: RecordDue): Promise<Read> {
    const path = connection.pack.records.get(due.record)?.path;
    const sent = due.told.findLast(({ topic, value }) => topic !== 'own' && value !== null)?.value;
    if (!path) return sent === undefined || sent === null ? { kind: 'gone' } : { kind: 'read', value: sent };
    const line = this.o.lines.to(connection);
    if ('kind' in line) return { kind: 'later', inMs: line.retryAfterMs };
    // What was sent along may name where the truth is, such as the applicant that an enquiry became.
    const context = { id: due.vendorId, value: sent ?? undefined, settings: connection.settings };
    const asked = await pathOf(path, {}, context, this.o.functions);
    const answer = await line.ask({ method: 'GET', path: asked, headers: {}, body: undefined }, due.seqs[0] ?? '');
    const patience = patienceOf(due);
    if (answer.kind === 'notAsked') return { kind: 'later', inMs: Math.max(answer.retryAfterMs, patience) };
    if (answer.kind === 'noAnswer') return { kind: 'later', inMs: patience };
    if (answer.status === 404 || answer.status === 410) {
      // What was made a moment ago may not be there to be read yet.
      if (due.told.some(({ topic }) => topic === 'own') && due.attempts < 4) return { kind: 'later', inMs: patience };
      return sent === undefined || sent === null ? { kind: 'gone' } : { kind: 'read', value: sent };
    }
    if (answer.status === 200 && answer.readable === 'json') {
      if (namesOneOf(answer.body, [due.vendorId, ...partsOf(asked)])) return { kind: 'read', value: answer.body };
      // An error inside of a good answer, most likely: it may pass, and says nothing of the record.
      if (due.attempts < mostStrange) return { kind: 'later', inMs: patience };
      return { kind: 'park', reason: `could not be read: the answer names no such record${wordsIn(answer.body)}` };
    }
    if (answer.status >= 400 && answer.status < 500 && ![401, 408, 423, 425, 429].includes(answer.status))
      return { kind: 'park', reason: `could not be read: ${answer.status}${wordsIn(answer.body)}` };
    return { kind: 'later', inMs: Math.max(answer.retryAfterMs, patience) };
  }

  private async fold(connection: Connection, due: RecordDue, value: unknown): Promise<Left | undefined> {
    const record = connection.pack.records.get(due.record);
    if (!record) return undefined;
    const before = await this.keptOf(connection, due);
    // In this order, and after the record was read: a request that is over by now has left its ids and its write behind.
    const inDoubt = before === undefined && (await this.mayBeOurs(connection, due.record));
    const persons = await this.o.ids.personsOf(connection, due.record, due.vendorId);
    const own = await ownWritesOf(this.o.db, connection, due.record, due.vendorId);
    if (inDoubt && own.length === 0) return { kind: 'later', inMs: 2_000 };
    const first = before === undefined && persons.length === 0;
    const context: InContext = {
      record: value,
      kind: due.record,
      id: due.vendorId,
      first,
      settings: connection.settings,
      tables: tablesOf(connection),
    };
    const ours = (name: unknown, id: unknown): Promise<string | undefined> => this.o.ids.ours(connection, String(name), String(id));
    const personOf = (name: unknown, id: unknown): Promise<string | undefined> => this.o.ids.personOf(connection, String(name), String(id));
    const { events, learnt } = await takenFrom(record, context, { ...this.o.functions, ours, personOf });
    const settled = due.told.some(({ topic }) => topic === 'own') ? own : [];
    const crossing = await crossed(this.o.db, connection, before?.lastEvent ?? null, settled);
    // Whoever edited there after we had written, and before this reading, has the last word.
    const overwritten = isOverwritten(
      value,
      own.map(({ sent }) => sent),
    );
    const news = crossing
      ? events
      : newsIn(before?.told, events, overwritten ? [] : own.map(({ data }) => data)).filter(({ type }) => !isOwnEnd(type, own));
    const modified = await record.sweep?.modified.evaluate(value, this.o.functions);
    const said = news.map((event) => this.asSaid(connection, event));
    // Told now, while somebody can be told; the relay checks once more.
    if (said.length > 0)
      checkedForLog(
        said.map(({ event }) => event),
        callerOf(connection),
        this.o.clock.now(),
        this.o.erased,
      );
    const ids = learnt.flatMap((one) =>
      persons.flatMap((person) =>
        Object.entries(one.ids).map(([name, vendorId]) => ({ person, record: name, entity: 'person', vendorId })),
      ),
    );
    const now = this.o.clock.now();
    return this.o.db.transaction(async (manager) => {
      if (!(await this.keep(manager, connection, due, before, events, { lastEvent: said.at(-1)?.event.id ?? null, modified, now })))
        return { kind: 'later', inMs: 0 } as const;
      await writeOutbox(manager, said, now);
      await keepIds(manager, connection, ids);
      await releaseWaiting(
        manager,
        ids.map((one): Made => ({ agency: connection.agency, target: connection.id, person: one.person, made: needOf(one.record) })),
        now,
      );
      await endNotifications(manager, due.seqs);
      return undefined;
    });
  }

  private asSaid(connection: Connection, { type, subject, data, time, ...more }: MappedEvent) {
    return {
      agency: connection.agency,
      connection: connection.id,
      subject,
      event: {
        specversion: '1.0',
        id: randomUUID(),
        source: `/connections/${connection.id}`,
        type,
        subject,
        time: time ?? this.o.clock.now().toISOString(),
        ...more,
        data,
      },
    };
  }

  /** While it is not known what came of a request that makes such records, a new one may be what it made (I10). */
  private async mayBeOurs({ agency, id }: Connection, record: string): Promise<boolean> {
    const [asked] = await this.o.db.query(
      `select 1 from connections.steps where agency = $1 and connection = $2 and makes = $3 and state = 'asked' and at > $4 limit 1`,
      [agency, id, record, new Date(this.o.clock.now().getTime() - mostDoubtMs)],
    );
    return asked !== undefined;
  }

  private async keptOf({ agency, id }: Connection, due: RecordDue): Promise<Kept | undefined> {
    const [found]: Kept[] = await this.o.db.query(
      `select told, revision, last_event as "lastEvent" from connections.records where agency = $1 and connection = $2 and record = $3 and vendor_id = $4`,
      [agency, id, due.record, due.vendorId],
    );
    return found;
  }

  /** Answers false where another process took the record meanwhile: then it is read again. */
  private async keep(
    manager: EntityManager,
    { agency, id }: Connection,
    due: RecordDue,
    before: Kept | undefined,
    events: readonly MappedEvent[],
    { lastEvent, modified, now }: { readonly lastEvent: string | null; readonly modified: unknown; readonly now: Date },
  ): Promise<boolean> {
    const told: Told = events.map(({ type, subject, data }) => ({ type, subject, data }));
    const values = [
      agency,
      id,
      due.record,
      due.vendorId,
      JSON.stringify(told),
      [...new Set(events.map(({ subject }) => subject))],
      lastEvent,
      now,
      typeof modified === 'string' ? modified : null,
    ];
    const written: unknown = before
      ? await manager.query(
          `update connections.records set told = $5, revision = revision + 1, subjects = $6, last_event = coalesce($7, last_event), seen_at = $8, modified = $9
           where agency = $1 and connection = $2 and record = $3 and vendor_id = $4 and revision = $10 returning 1`,
          [...values, before.revision],
        )
      : await manager.query(
          `insert into connections.records (agency, connection, record, vendor_id, told, subjects, last_event, seen_at, modified)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning 1`,
          values,
        );
    // An update answers its rows and their number, an insert its rows.
    const rows: unknown = before && Array.isArray(written) ? written[0] : written;
    return Array.isArray(rows) && rows.length > 0;
  }
}

function callerOf({ agency, id, side, name }: Connection): Parameters<typeof checkedForLog>[1] {
  return { agency, participant: id, side, name };
}

function problemsIn({ problems, message }: Refusal): string {
  return problems.length === 0 ? message : problems.map(({ path, message: says }) => `${path}: ${says}`).join('; ');
}
