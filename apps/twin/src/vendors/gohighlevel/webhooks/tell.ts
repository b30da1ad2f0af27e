import type { Chance } from '../../../day/chance';
import type { Fields } from '../../ground/call';
import type { Change, StoredRecord } from '../../ground/store';
import type { Notification } from '../../ground/webhooks/notification';
import { eventShown } from '../calendars/appointments';
import { contactShown } from '../contacts/shown';
import type { Location } from '../location';
import { typesOf } from './topics';

/** What the vendor tells of one change, in the form of its samples: https://marketplace.gohighlevel.com/docs/category/webhook */
export function notificationsOf(location: Location, change: Change, chance: Chance): Notification[] {
  const record = change.after ?? change.before;
  if (!record) return [];
  return typesOf(change.kind, change.before?.data, change.after?.data).map((type) => ({
    topic: type,
    idMember: 'webhookId',
    retries: true,
    payload: {
      type,
      locationId: location.id,
      ...contentOf(record, type),
      timestamp: change.at.toISOString(),
      webhookId: chance.uuid(),
    },
  }));
}

const contactMembers = [
  'id',
  'address1',
  'city',
  'state',
  'companyName',
  'country',
  'source',
  'dateAdded',
  'dateOfBirth',
  'dnd',
  'email',
  'name',
  'firstName',
  'lastName',
  'phone',
  'postalCode',
  'tags',
  'website',
  'assignedTo',
  'customFields',
];
const opportunityMembers = ['assignedTo', 'contactId', 'monetaryValue', 'name', 'pipelineId', 'pipelineStageId', 'source', 'status'];
const appointmentMembers =
  'id address title calendarId contactId groupId appointmentStatus assignedUserId users startTime endTime dateAdded dateUpdated'.split(' ');
const taskMembers = ['assignedTo', 'body', 'contactId', 'title', 'dueDate'];

function contentOf(record: StoredRecord, type: string): Fields {
  const { id, data, created: dateAdded } = record;
  switch (record.kind) {
    case 'contacts': {
      const dnd = type === 'ContactDndUpdate' ? { dndSettings: data['dndSettings'] ?? {} } : {};
      return { ...picked(contactShown(record), contactMembers), ...dnd, attachments: [] };
    }
    case 'appointments':
      return { appointment: { ...picked(eventShown(record), appointmentMembers), source: 'api' } };
    case 'opportunities':
      return { id, ...picked(data, opportunityMembers), dateAdded };
    case 'tasks':
      return { id, ...picked(data, taskMembers), dateAdded };
    default:
      return { id, ...picked(data, ['body', 'contactId']), dateAdded };
  }
}

function picked(from: Fields, members: readonly string[]): Fields {
  return Object.fromEntries(members.flatMap((member) => (from[member] === undefined ? [] : [[member, from[member]]])));
}
