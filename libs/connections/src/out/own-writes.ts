import { digestOf } from '#delivery';
import type { Pack, PackRequest } from '#mapping';
import type { DataSource, EntityManager } from 'typeorm';
import type { Connection } from '../setting-up/connection';
import type { Run } from './ledger';

/** A write of ours at a record that also comes in: its new state is ours, and no news (I10). */
export interface OwnWrite {
  readonly request: string;
  readonly record: string;
  readonly vendorId: string;
  /** The event that was written. */
  readonly event: {
    readonly type: string;
    readonly data: unknown;
    readonly receivedtime: string;
    /** The body that went to this very record. */
    readonly sent?: unknown;
  };
}

/** What a request writes, and where. */
interface Written {
  readonly type: string;
  readonly data: unknown;
  readonly receivedtime: string;
  readonly sent?: unknown;
  readonly request: Pick<PackRequest, 'id' | 'writes'>;
  /** The record its answer or path names, where that also comes in. */
  readonly at: Pick<OwnWrite, 'record' | 'vendorId'> | undefined;
  /** The person's records at the vendor. */
  readonly known: readonly Pick<OwnWrite, 'record' | 'vendorId'>[];
}

/**
 * What a request writes, as readings show it. A consent is read as one whatever event it came with, such as an alert that is switched
 * on; every search of the person may show it as the state of its alert, and who is related to them as its household.
 */
export function ownWritesIn(
  pack: Pack,
  { type, data, receivedtime, sent, request: { id: request, writes }, at, known }: Written,
): readonly OwnWrite[] {
  const consents = writes === 'consent' ? { consents: null } : {};
  const own = at ? [{ request, ...at, event: { type, data: { ...Object(data), ...consents }, receivedtime, sent } }] : [];
  if (writes !== 'consent' && writes !== 'relation') return own;
  const shown = writes === 'consent' ? { searchId: null, alert: null } : data;
  const searches = known.filter(({ record }) => pack.records.has(record) && pack.document.records?.[record]?.of === 'search');
  return [...own, ...searches.map(({ record, vendorId }) => ({ request, record, vendorId, event: { type, data: shown, receivedtime } }))];
}

/** So long after it was announced a write is thought done, whatever became of whoever made it. */
const doubtSeconds = 60;
const contentOf = ({ key }: Run, request: string): string => digestOf('own', key, request);

/** Before it is asked: whoever reads the record from now on may see it. */
export async function announceOwnWrite(db: DataSource, run: Run, own: OwnWrite, now: Date): Promise<void> {
  await db.query(
    `with again as (update connections.notifications set settled = false where agency = $1 and connection = $2 and record = $3 and vendor_id = $4 and content = $5 and topic = 'own' returning 1)
     insert into connections.notifications (agency, connection, topic, record, vendor_id, content, value, due_at, received_at, settled)
     select $1, $2, 'own', $3, $4, $5, $6, $7::timestamptz + make_interval(secs => ${doubtSeconds}), $7, false where not exists (select from again)`,
    [...placeOf(run, own), contentOf(run, own.request), JSON.stringify(own.event), now],
  );
}

/** It was applied: the record is to be read, so that its new state is known for ours. */
export async function settleOwnWrite(manager: EntityManager, run: Run, own: OwnWrite, now: Date): Promise<void> {
  await manager.query(
    `with announced as (update connections.notifications set settled = true, due_at = $7 where agency = $1 and connection = $2 and record = $3 and vendor_id = $4 and content = $5 and topic = 'own' returning 1)
     insert into connections.notifications (agency, connection, topic, record, vendor_id, content, value, due_at, received_at)
     select $1, $2, 'own', $3, $4, $5, $6, $7::timestamptz, $7 where not exists (select from announced)`,
    [...placeOf(run, own), contentOf(run, own.request), JSON.stringify(own.event), now],
  );
}

/** It surely was not applied. */
export async function withdrawOwnWrite(db: DataSource, run: Run, request: string): Promise<void> {
  const { agency, id } = run.connection;
  await db.query(
    `delete from connections.notifications where agency = $1 and connection = $2 and content = $3 and topic = 'own' and not settled`,
    [agency, id, contentOf(run, request)],
  );
}

/** All writes of ours that a reading of this record may show. */
export async function ownWritesOf(
  db: DataSource,
  { agency, id }: Connection,
  record: string,
  vendorId: string,
): Promise<readonly OwnWrite['event'][]> {
  const rows: { value: OwnWrite['event'] }[] = await db.query(
    `select value from connections.notifications where agency = $1 and connection = $2 and record = $3 and vendor_id = $4 and topic = 'own' order by seq`,
    [agency, id, record, vendorId],
  );
  return rows.map(({ value }) => value);
}

const placeOf = ({ connection: { agency, id } }: Run, { record, vendorId }: OwnWrite): string[] => [agency, id, record, vendorId];
