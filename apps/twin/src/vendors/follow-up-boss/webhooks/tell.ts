import type { Chance } from '../../../day/chance';
import type { Change } from '../../ground/store';
import type { Notification } from '../../ground/webhooks/notification';
import { topicsOf } from './topics';

/** What the vendor tells of one change: which records, and where to read them. Never what is in them. */
export function notificationsOf(base: string, change: Change, chance: Chance): Notification[] {
  return topicsOf(change.kind, change.before?.data, change.after?.data).map(({ event, data }) => ({
    topic: event,
    idMember: 'eventId',
    retries: true,
    payload: {
      eventId: chance.uuid(),
      eventCreated: change.at.toISOString().replace(/\.\d+Z$/, '+00:00'),
      event,
      resourceIds: [Number(change.id)],
      uri: change.after ? `${base}/v1/${change.kind}?id=${change.id}` : null,
      ...(data ? { data } : {}),
    },
  }));
}
