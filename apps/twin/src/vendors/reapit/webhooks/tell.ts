import type { Chance } from '../../../day/chance';
import type { Fields } from '../../ground/call';
import type { Change, StoredRecord } from '../../ground/store';
import type { Notification } from '../../ground/webhooks/notification';
import type { Agency } from '../agency';
import { shown } from '../resources/shown';
import { differenceOf, isOfNoSubstance } from './difference';
import { toldKinds, topicsOf } from './topics';

/**
 * What the vendor tells of one change: one notification for each topic, and one more for each applicant, landlord and vendor
 * whose contact changed, all with the same `eventId`. An archived record is silent.
 */
export function notificationsOf(agency: Agency, change: Change, chance: Chance): Notification[] {
  const { before, after } = change;
  if (!after || !toldKinds.includes(change.kind) || before?.data['fromArchive'] === true) return [];
  const eventId = chance.uuid();
  const own = {
    record: after,
    old: before && agency.shown(before),
    now: agency.shown(after),
    topics: topicsOf(change.kind, before?.data, after.data),
  };
  const all = [own, ...(change.kind === 'contacts' && before ? rolesOf(agency, before, after) : [])];
  return all.flatMap(({ record, old, now, topics }) => {
    const difference = old && differenceOf(old, now);
    if (difference && isOfNoSubstance(difference)) return [];
    return topics.map((topicId) => notification(agency, eventId, change.at, { record, topicId, old, now, difference }));
  });
}

interface Told {
  record: StoredRecord;
  old: Fields | undefined;
  now: Fields;
  topics: string[];
}

/** Those who show the contact's details, as they were and are. */
function rolesOf(agency: Agency, before: StoredRecord, after: StoredRecord): Told[] {
  return agency.rolesOf(after.id).map((record) => {
    const old = shown(record, (kind, id) => (kind === before.kind && id === before.id ? before : agency.store.find(kind, id)));
    return { record, old, now: agency.shown(record), topics: [`${record.kind}.modified`] };
  });
}

function notification(
  agency: Agency,
  eventId: string,
  at: Date,
  {
    record,
    topicId,
    old,
    now,
    difference,
  }: { record: StoredRecord; topicId: string; old: Fields | undefined; now: Fields; difference: Fields | undefined },
): Notification {
  const archived = record.data['fromArchive'] === true;
  return {
    topic: topicId,
    idMember: 'eventId',
    // The sandbox is told once.
    retries: agency.customer !== 'SBOX',
    payload: {
      SendAttempts: 1,
      eventId,
      entityId: record.id,
      customerId: agency.customer,
      eventTime: at.toISOString(),
      topicId,
      new: archived ? null : now,
      old: old ?? null,
      diff: archived ? null : (difference ?? null),
    },
  };
}
