import { GoHighLevelTwin } from '../../vendors';
import type { Held, Wanted } from '../../compare/records';
import { textIn, type ToldEvent } from './told';
import { heard, inDays, renamed, takenOn, together, walkIns } from './agents';
import { type Acted, type Customer, fullName, instant, latest, made, partnerIn, type VendorPart } from './vendor-part';

const fields = { visits: 'FieldVisits000000001', search: 'FieldLastSearch00001', alert: 'FieldAreas0000000001' };
const noted = new Set(
  (
    'search.performed search.saved search.updated search.removed alert.changed property.viewed property.saved property.unsaved ' +
    'property.rated property.noted feedback.given enquiry.made ownership.claimed'
  ).split(' '),
);

export const goHighLevelPart: VendorPart = {
  name: 'gohighlevel',
  title: 'GoHighLevel',
  faults: {
    opening: { 'fan-out': 0.3, duplicates: 0.2, late: 0.1, 'out-of-order': 0.5, 'rate-limited': 0.01, 'answers-lost': 0.05 },
    busy: {
      'fan-out': 0.3,
      duplicates: 0.2,
      late: 0.1,
      'out-of-order': 0.5,
      'rate-limited': 0.005,
      failing: 0.02,
      html: 0.01,
      empty: 0.01,
      'ok-with-error': 0.005,
      'answers-lost': 0.04,
      'async-creates': 0.2,
      slow: 0.01,
    },
  },
  wanted,
  make(options) {
    const twin = new GoHighLevelTwin(options);
    const association = { key: 'household', firstObjectKey: 'contact', secondObjectKey: 'contact' };
    twin.act({ do: 'create', kind: 'associations', id: 'Household', values: association });
    return {
      twin,
      settings: (address) => ({
        token: twin.credentials.token,
        webhookKey: twin.webhookKey,
        locationId: twin.credentials.locationId,
        pipelineId: 'PipelineBuyers000001',
        stageId: 'a1a1a1a1-0000-4000-8000-000000000001',
        calendarId: 'CalendarViewings0001',
        associationId: 'Household',
        visitsField: fields.visits,
        searchField: fields.search,
        alertField: fields.alert,
        address,
      }),
      held: () => heldAt(twin),
      customers: () => customersAt(twin),
      takeIn: (customers, chance) => takeIn(twin, customers, walkIns('gohighlevel', chance)),
      edit: (customers) => edit(twin, customers),
    };
  },
};

function wanted(told: readonly ToldEvent[]): Wanted[] {
  const emails = new Map(told.map(({ subject, email }) => [subject, email]));
  const states = told.flatMap((event): Wanted[] => {
    const { type, data, email } = event;
    const alert = textIn(data, 'alert/status');
    const of = (kind: string, says: string): Wanted => made(event, kind, { mark: email, says });
    if (type === 'person.registered' || type === 'person.updated') return [of('person', fullName(data))];
    if (type === 'site.visited') return [of('visits', textIn(data, 'visits'))];
    return alert !== '' ? [of('alert', `${alert}, ${textIn(data, 'alert/frequency')}`)] : [];
  });
  const records = told.flatMap((event): Wanted[] => {
    const { type } = event;
    const partner = type === 'household.changed' ? emails.get(partnerIn(event) ?? '') : undefined;
    return [
      ...(noted.has(type) ? [made(event, 'note')] : []),
      ...(type === 'enquiry.made' ? [made(event, 'opportunity')] : []),
      ...(type === 'ownership.claimed' ? [made(event, 'task')] : []),
      ...(partner ? [made(event, 'relation', { mark: `${event.email} + ${partner}` })] : []),
    ];
  });
  return [...latest(states), ...records, ...appointments(told)];
}

/** Its newest writer leaves its mark on an appointment. */
function appointments(told: readonly ToldEvent[]): Wanted[] {
  const newest = new Map<string, Wanted>();
  for (const event of told) {
    const id = textIn(event.data, 'appointmentId');
    const before = newest.get(id);
    if (event.type === 'appointment.booked' || event.type === 'appointment.changed')
      newest.set(id, made(event, 'appointment', { says: `${instant(event.data['start'])} confirmed` }));
    if (event.type === 'appointment.cancelled' && before)
      newest.set(id, { ...before, says: (before.says ?? '').replace('confirmed', 'cancelled') });
  }
  return [...newest.values()];
}

function heldAt(twin: GoHighLevelTwin): Held[] {
  const contacts = twin.records('contacts');
  const emails = new Map(contacts.map((one) => [textIn(one, 'id'), textIn(one, 'email').toLowerCase()]));
  const emailOf = (one: unknown, member = 'contactId'): string => emails.get(textIn(one, member)) ?? '';
  const marked = (kind: string, as: string, member: string): Held[] =>
    twin.records(kind).map((one) => ({ kind: as, mark: markIn(textIn(one, member)), person: emailOf(one) }));
  const booked = new Map(twin.records('appointments').map((one) => [textIn(one, 'id'), one]));
  const fieldOf = (one: Record<string, unknown>, id: string): string => {
    const values: unknown[] = Array.isArray(one['customFields']) ? one['customFields'] : [];
    return textIn(
      values.find((value) => textIn(value, 'id') === id),
      'value',
    );
  };
  return [
    ...contacts.flatMap((one): Held[] => {
      const email = textIn(one, 'email').toLowerCase();
      const of = (kind: string, says: string): Held => ({ kind, mark: email, person: email, says });
      const shown = { visits: fieldOf(one, fields.visits), alert: fieldOf(one, fields.alert) };
      return [
        of('person', `${textIn(one, 'firstName')} ${textIn(one, 'lastName')}`),
        ...(shown.visits === '' ? [] : [of('visits', shown.visits)]),
        ...(shown.alert === '' ? [] : [of('alert', shown.alert)]),
      ];
    }),
    ...marked('notes', 'note', 'body'),
    ...marked('tasks', 'task', 'body'),
    ...marked('opportunities', 'opportunity', 'name'),
    ...twin.records('appointmentNotes').map((one) => ({
      kind: 'note',
      mark: markIn(textIn(one, 'body')),
      person: emailOf(booked.get(textIn(one, 'appointmentId'))),
    })),
    ...[...booked.values()].flatMap((one): Held[] => {
      const mark = markIn(textIn(one, 'description'));
      const says = `${instant(one['startTime'])} ${textIn(one, 'appointmentStatus')}`;
      // Those without a mark are the agents' own.
      return mark === '' ? [] : [{ kind: 'appointment', mark, person: emailOf(one), says }];
    }),
    ...twin.records('relations').map((one) => {
      const [first, second] = [emailOf(one, 'firstRecordId'), emailOf(one, 'secondRecordId')];
      return { kind: 'relation', mark: `${first} + ${second}`, person: first };
    }),
  ];
}

const markIn = (text: string): string => /Ref ([0-9a-f-]{36})\)?$/.exec(text)?.[1] ?? '';

function customersAt(twin: GoHighLevelTwin): Customer[] {
  return twin.records('contacts').map((one) => ({
    email: textIn(one, 'email').toLowerCase(),
    vendorId: textIn(one, 'id'),
    given: textIn(one, 'firstName'),
    family: textIn(one, 'lastName'),
  }));
}

function takeIn(twin: GoHighLevelTwin, customers: readonly Customer[], people: ReturnType<typeof walkIns>): Acted {
  const came = people.map((one) => {
    const values = { type: 'lead', firstName: one.given, lastName: one.family, email: one.email };
    return takenOn(one, twin.act({ do: 'create', kind: 'contacts', values })?.id ?? '');
  });
  const booked = customers.slice(0, 3).map(({ email, vendorId }, i): Acted => {
    const startTime = inDays(3, i);
    const values = { calendarId: 'CalendarViewings0001', contactId: vendorId, title: 'Viewing', appointmentStatus: 'confirmed' };
    twin.act({
      do: 'create',
      kind: 'appointments',
      id: `AgentAppointment${i}`,
      values: { ...values, startTime, endTime: inDays(3, i + 1) },
    });
    return { atWebsite: [heard('appointment.booked', startTime, email)], atVendor: [] };
  });
  return together([...came, ...booked]);
}

function edit(twin: GoHighLevelTwin, customers: readonly Customer[]): Acted {
  const edited = customers.slice(0, 6).map((customer, i) => {
    const firstName = `${customer.given} ${i + 1}`;
    twin.act({ do: 'change', kind: 'contacts', id: customer.vendorId, values: { firstName } });
    return renamed(customer, firstName);
  });
  const [first, second] = customers;
  const moved = inDays(4, 0);
  twin.act({ do: 'change', kind: 'appointments', id: 'AgentAppointment0', values: { startTime: moved, endTime: inDays(4, 1) } });
  twin.act({ do: 'remove', kind: 'appointments', id: 'AgentAppointment1' });
  const changes = [
    heard('appointment.changed', moved, first?.email ?? ''),
    heard('appointment.cancelled', 'AgentAppointment1', second?.email ?? ''),
  ];
  return together([...edited, { atWebsite: changes, atVendor: [] }]);
}
