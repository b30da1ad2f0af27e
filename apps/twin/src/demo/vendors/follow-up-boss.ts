import { FollowUpBossTwin } from '../../vendors';
import type { Held, Wanted } from '../../compare/records';
import { textIn, type ToldEvent } from './told';
import { heard, inDays, renamed, takenOn, together, walkIns } from './agents';
import { type Acted, type Customer, fullName, instant, latest, made, partnerIn, type VendorPart } from './vendor-part';

const site = 'www.harbour-and-hill.example.com';
/** Types that are told as events of the vendor's own, each with its mark. */
const events = new Set(
  'site.visited search.performed search.saved search.updated property.viewed property.saved enquiry.made ownership.claimed'.split(' '),
);
/** Types that are told as notes; the vendor has no place for a mark there, so they are counted by subject. */
const notes: Readonly<Record<string, string>> = {
  'consent.changed': 'Consent',
  'search.removed': 'Search',
  'alert.changed': 'Alert',
  'property.rated': 'Rank',
  'property.noted': 'Note on',
  'feedback.given': 'After the viewing of',
};

const toldOf = { 'fan-out': 0.3, duplicates: 0.2, late: 0.1, 'out-of-order': 0.5 };

export const followUpBossPart: VendorPart = {
  name: 'follow-up-boss',
  title: 'Follow Up Boss',
  faults: {
    // A registration cannot be repeated safely there: one whose answer is lost waits for a decision, and the person with it.
    opening: { ...toldOf, 'rate-limited': 0.02, slow: 0.02 },
    busy: {
      ...toldOf,
      'rate-limited': 0.005,
      failing: 0.01,
      html: 0.005,
      empty: 0.01,
      'ok-with-error': 0.005,
      'answers-lost': 0.03,
      slow: 0.01,
      'async-creates': 0.2,
      'drops-values': 1,
    },
  },
  wanted,
  make(options) {
    const twin = new FollowUpBossTwin(options);
    const { apiKey, system, systemKey } = twin.credentials;
    return {
      twin,
      settings: (address) => ({ apiKey, webhookKey: systemKey, system, site, userId: '1', address: `${address}/v1` }),
      held: () => heldAt(twin),
      customers: () => customersAt(twin),
      takeIn: (customers, chance) => takeIn(twin, customers, walkIns('follow-up-boss', chance)),
      edit: (customers) => edit(twin, customers),
    };
  },
};

function wanted(told: readonly ToldEvent[]): Wanted[] {
  const emails = new Map(told.map(({ subject, email }) => [subject, email]));
  const people = told
    .filter(({ type }) => type === 'person.registered' || type === 'person.updated')
    .map((event) => made(event, 'person', { mark: event.email, says: fullName(event.data) }));
  const records = told.flatMap((event): Wanted[] => {
    const { type, email } = event;
    const partner = type === 'household.changed' ? emails.get(partnerIn(event) ?? '') : undefined;
    const note = notes[type];
    const unsubscribes = type === 'consent.changed' && /"email","status":"(denied|withdrawn)"/.test(JSON.stringify(event.data));
    return [
      ...(type === 'person.registered' ? [made(event, 'registration', { mark: email })] : []),
      ...(events.has(type) || unsubscribes ? [made(event, 'event')] : []),
      ...(note ? [made(event, 'note', { mark: `${note} of ${email}` })] : []),
      ...(type === 'ownership.claimed' ? [made(event, 'task')] : []),
      ...(partner ? [made(event, 'relationship', { mark: `${email} + ${partner}` })] : []),
    ];
  });
  return [...latest(people), ...records, ...appointments(told)];
}

/** Its newest writer leaves its mark on an appointment; one that was cancelled is gone. */
function appointments(told: readonly ToldEvent[]): Wanted[] {
  const newest = new Map<string, Wanted>();
  for (const event of told) {
    const id = textIn(event.data, 'appointmentId');
    if (event.type === 'appointment.booked' || event.type === 'appointment.changed')
      newest.set(id, made(event, 'appointment', { says: instant(event.data['start']) }));
    if (event.type === 'appointment.cancelled') newest.delete(id);
  }
  return [...newest.values()];
}

function heldAt(twin: FollowUpBossTwin): Held[] {
  const people = twin.records('people');
  const emails = new Map(people.map((one) => [textIn(one, 'id'), emailIn(one)]));
  const emailOf = (one: unknown): string => emails.get(textIn(one, 'personId')) ?? '';
  return [
    ...people.map((one) => {
      const email = emailIn(one);
      return { kind: 'person', mark: email, person: email, says: `${textIn(one, 'firstName')} ${textIn(one, 'lastName')}` };
    }),
    ...twin.records('events').map((one) => {
      const mark = markIn(textIn(one, 'description'));
      const person = emailOf(one);
      return mark === '' ? { kind: 'registration', mark: person, person } : { kind: 'event', mark, person };
    }),
    ...twin.records('notes').map((one) => {
      const [subject, person] = [textIn(one, 'subject'), emailOf(one)];
      const kept = Object.values(notes).find((word) => subject.startsWith(word)) ?? subject;
      return { kind: 'note', mark: `${kept} of ${person}`, person };
    }),
    ...twin.records('tasks').map((one) => ({ kind: 'task', mark: markIn(textIn(one, 'name')), person: emailOf(one) })),
    ...twin.records('appointments').flatMap((one): Held[] => {
      const mark = markIn(textIn(one, 'description'));
      const [invited]: unknown[] = Array.isArray(one['invitees']) ? one['invitees'] : [];
      // Those without a mark are the agents' own.
      return mark === '' ? [] : [{ kind: 'appointment', mark, person: emailOf(invited), says: instant(one['start']) }];
    }),
    ...twin.records('peopleRelationships').map((one) => {
      const person = emailOf(one);
      return { kind: 'relationship', mark: `${person} + ${emailIn(one)}`, person };
    }),
  ];
}

const markIn = (text: string): string => /\(Ref ([0-9a-f-]{36})\)$/.exec(text)?.[1] ?? '';

function emailIn(one: Record<string, unknown>): string {
  const [first]: unknown[] = Array.isArray(one['emails']) ? one['emails'] : [];
  return textIn(first, 'value').toLowerCase();
}

function customersAt(twin: FollowUpBossTwin): Customer[] {
  return twin.records('people').map((one) => ({
    email: emailIn(one),
    vendorId: textIn(one, 'id'),
    given: textIn(one, 'firstName'),
    family: textIn(one, 'lastName'),
  }));
}

function takeIn(twin: FollowUpBossTwin, customers: readonly Customer[], people: ReturnType<typeof walkIns>): Acted {
  const came = people.map((one) => {
    const values = { firstName: one.given, lastName: one.family, emails: [{ value: one.email }] };
    return takenOn(one, twin.act({ do: 'create', kind: 'people', values })?.id ?? '');
  });
  const booked = customers.slice(0, 3).map(({ email, vendorId }, i): Acted => {
    const start = inDays(3, i);
    const values = { title: 'Viewing', start, end: inDays(3, i + 1), allDay: false, invitees: [{ personId: Number(vendorId) }] };
    twin.act({ do: 'create', kind: 'appointments', id: String(9_000 + i), values });
    return { atWebsite: [heard('appointment.booked', start, email)], atVendor: [] };
  });
  return together([...came, ...booked]);
}

function edit(twin: FollowUpBossTwin, customers: readonly Customer[]): Acted {
  const edited = customers.slice(0, 6).map((customer, i) => {
    const firstName = `${customer.given} ${i + 1}`;
    twin.act({ do: 'change', kind: 'people', id: customer.vendorId, values: { firstName } });
    return renamed(customer, firstName);
  });
  const moved = inDays(4, 0);
  twin.act({ do: 'change', kind: 'appointments', id: '9000', values: { start: moved, end: inDays(4, 1) } });
  return together([...edited, { atWebsite: [heard('appointment.changed', moved, customers[0]?.email ?? '')], atVendor: [] }]);
}
