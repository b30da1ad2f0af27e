import { textOf, type Fields } from '../../ground/call';
import type { Router } from '../../ground/router';
import type { StoredRecord } from '../../ground/store';
import { appointmentNote, createAppointment, updateAppointment } from '../bodies';
import { refuse } from '../errors';
import type { Location } from '../location';

/** Appointments and their notes: https://marketplace.gohighlevel.com/docs/ghl/calendars */
export function appointmentRoutes(router: Router, location: Location): void {
  const { store } = location;
  const found = (id: string): StoredRecord => location.found('appointments', 'Appointment', id);

  router.on('GET', '/calendars', ({ query }) => {
    location.checkLocation(query.get('locationId'));
    return { status: 200, body: { calendars: store.list('calendars').map(({ id, data }) => ({ id, ...data })) } };
  });
  router.on('GET', '/calendars/events', ({ query }) => {
    location.checkLocation(query.get('locationId'));
    const [from, to] = [Number(query.get('startTime') ?? NaN), Number(query.get('endTime') ?? NaN)];
    if (Number.isNaN(from) || Number.isNaN(to)) throw refuse('startTime and endTime are required, in milliseconds');
    if (!['calendarId', 'userId', 'groupId'].some((name) => query.has(name)))
      throw refuse('Either of userId, calendarId or groupId is required');
    const events = store.list('appointments').filter(({ data }) => {
      const at = Date.parse(textOf(data, 'startTime') ?? '');
      return (
        at >= from &&
        at <= to &&
        [null, data['calendarId']].includes(query.get('calendarId')) &&
        [null, data['assignedUserId']].includes(query.get('userId'))
      );
    });
    return { status: 200, body: { events: events.map(eventShown) } };
  });

  router.on('POST', '/calendars/events/appointments', (call) => {
    const body = location.bodyOf(call, createAppointment);
    location.found('contacts', 'Contact', textOf(body, 'contactId') ?? '');
    location.found('calendars', 'Calendar', textOf(body, 'calendarId') ?? '');
    const record = store.create(
      'appointments',
      { appointmentStatus: 'new', endTime: halfAnHourAfter(body), ...body },
      { hiddenForMs: call.hidesNewForMs },
    );
    return { status: 200, body: appointmentShown(record) };
  });
  router.on('GET', '/calendars/events/appointments/*', (_call, [id = '']) => ({ status: 200, body: { event: eventShown(found(id)) } }));
  router.on('PUT', '/calendars/events/appointments/*', (call, [id = '']) => {
    found(id);
    return { status: 200, body: appointmentShown(store.change('appointments', id, location.bodyOf(call, updateAppointment))) };
  });
  router.on('DELETE', '/calendars/events/*', (_call, [id = '']) => {
    found(id);
    store.remove('appointments', id);
    return { status: 201, body: { succeeded: true } };
  });
  router.on('GET', '/contacts/*/appointments', (_call, [id = '']) => {
    location.found('contacts', 'Contact', id);
    return {
      status: 200,
      body: {
        events: store
          .list('appointments')
          .filter(({ data }) => data['contactId'] === id)
          .map(eventOfContact),
      },
    };
  });
  noteRoutes(router, location);
}

/** Notes on an appointment answer in other words than those on a contact: `success` is spelt in full here. */
function noteRoutes(router: Router, location: Location): void {
  const { store } = location;
  const of = (id: string): StoredRecord => location.found('appointments', 'Appointment', id);
  const path = '/calendars/appointments/*/notes';
  router.on('GET', path, (call, [id = '']) => {
    of(id);
    const all = store.list('appointmentNotes').filter(({ data }) => data['appointmentId'] === id);
    const offset = Number(call.query.get('offset') ?? 0) || 0;
    const limit = Number(call.query.get('limit') ?? 20) || 20;
    return { status: 200, body: { notes: all.slice(offset, offset + limit).map(noteShown), hasMore: all.length > offset + limit } };
  });
  router.on('POST', path, (call, [appointmentId = '']) => {
    const contactId = of(appointmentId).data['contactId'];
    const body = location.bodyOf(call, appointmentNote);
    return { status: 201, body: { note: noteShown(store.create('appointmentNotes', { ...body, appointmentId, contactId })) } };
  });
  router.on('PUT', `${path}/*`, (call, [appointmentId = '', id = '']) => {
    of(appointmentId);
    location.found('appointmentNotes', 'Note', id);
    return { status: 200, body: { note: noteShown(store.change('appointmentNotes', id, location.bodyOf(call, appointmentNote))) } };
  });
  router.on('DELETE', `${path}/*`, (_call, [appointmentId = '', id = '']) => {
    of(appointmentId);
    location.found('appointmentNotes', 'Note', id);
    store.remove('appointmentNotes', id);
    return { status: 200, body: { success: true } };
  });
}

function noteShown({ id, data, created }: StoredRecord): Fields {
  const { appointmentId: _, ...rest } = data;
  return { id, ...rest, dateAdded: created };
}

const answered = [
  'calendarId',
  'locationId',
  'contactId',
  'startTime',
  'endTime',
  'title',
  'meetingLocationType',
  'appointmentStatus',
  'assignedUserId',
  'address',
  'rrule',
];

function appointmentShown({ id, data }: StoredRecord): Fields {
  return {
    ...Object.fromEntries(answered.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]]))),
    isRecurring: typeof data['rrule'] === 'string',
    id,
  };
}

/** How long a visit lasts in this twin's calendar when nobody says. */
function halfAnHourAfter(body: Fields): string {
  return new Date(Date.parse(textOf(body, 'startTime') ?? '') + 30 * 60_000).toISOString();
}

/** The members a contact's list has. */
function eventOfContact(record: StoredRecord): Fields {
  const { isRecurring: _i, description: _d, rrule: _r, meetingLocationType: _m, ...rest } = eventShown(record);
  return rest;
}

/** A calendar event, as lists and webhooks have it. */
export function eventShown(record: StoredRecord): Fields {
  const { isRecurring, ...event } = appointmentShown(record);
  const { data } = record;
  const users = textOf(data, 'assignedUserId');
  return {
    ...event,
    isRecurring,
    description: data['description'] ?? '',
    groupId: data['groupId'] ?? '',
    users: users === undefined ? [] : [users],
    dateAdded: record.created,
    dateUpdated: record.modified ?? record.created,
  };
}
