import { ReapitTwin } from '../../vendors';
import type { Held, Wanted } from '../../compare/records';
import { textIn, type ToldEvent } from './told';
import { heard, inDays, renamed, takenOn, together, walkIns } from './agents';
import { type Acted, type Customer, fullName, instant, latest, made, partnerIn, type VendorPart } from './vendor-part';

const journalled = new Set(
  (
    'site.visited search.performed property.viewed property.saved property.unsaved property.rated property.noted alert.changed ' +
    'ownership.claimed'
  ).split(' '),
);
const toldOf = { 'fan-out': 0.3, duplicates: 0.2, late: 0.1, 'out-of-order': 0.5 };

export const reapitPart: VendorPart = {
  name: 'reapit',
  title: 'Reapit Foundations',
  faults: {
    opening: { ...toldOf, 'rate-limited': 0.01, 'answers-lost': 0.05, conflicts: 0.1 },
    busy: {
      ...toldOf,
      'rate-limited': 0.005,
      failing: 0.01,
      html: 0.005,
      'ok-with-error': 0.003,
      'answers-lost': 0.03,
      slow: 0.01,
      conflicts: 0.15,
      'expired-tokens': 0.01,
      'async-creates': 0.2,
    },
  },
  wanted,
  make(options) {
    const twin = new ReapitTwin(options);
    const { clientId, clientSecret, customers } = twin.credentials;
    return {
      twin,
      settings: (address) => ({
        clientId,
        clientSecret,
        customer: customers[0],
        webhookKey: { [twin.webhookKey.keyId]: twin.webhookKey.pem },
        intake: 'straight',
        officeId: 'HBR',
        offices: { harbour: 'HBR', hill: 'HIL', riverside: 'HBR' },
        negotiatorId: 'HBN',
        departmentId: 'G',
        appointmentTypes: { viewing: 'VW', valuation: 'VL' },
        // A name that the department does not have: the vendor drops it without a word, and reading back finds it.
        ownTypes: { bungalow: 'chaletBungalow' },
        address,
        identityAddress: address,
      }),
      held: () => heldAt(twin),
      customers: () => customersAt(twin),
      takeIn: (customers, chance) => takeIn(twin, customers, walkIns('reapit', chance)),
      edit: (customers) => edit(twin, customers),
    };
  },
};

function wanted(told: readonly ToldEvent[]): Wanted[] {
  const emails = new Map(told.map(({ subject, email }) => [subject, email]));
  const looking = new Set(told.filter(({ type }) => type === 'search.saved').map(({ subject }) => subject));
  const records = told.flatMap((event): Wanted[] => {
    const { type, email, data, subject } = event;
    const partner = type === 'household.changed' && looking.has(subject) ? emails.get(partnerIn(event) ?? '') : undefined;
    const enquiry = `${textIn(data, 'enquiryType')} of ${email}`;
    return [
      ...(journalled.has(type) ? [made(event, 'journal entry')] : []),
      ...(type === 'enquiry.made' ? [made(event, 'enquiry', { mark: enquiry })] : []),
      ...(type === 'ownership.claimed' ? [made(event, 'task')] : []),
      ...(type === 'feedback.given' ? [made(event, 'follow-up', { mark: textIn(data, 'appointmentId') })] : []),
      ...(partner ? [made(event, 'relation', { mark: `${email} + ${partner}` })] : []),
    ];
  });
  return [...latest(states(told)), ...records];
}

/** Records that several events write. */
function states(told: readonly ToldEvent[]): Wanted[] {
  const starts = new Map<string, string>();
  return told.flatMap((event): Wanted[] => {
    const { type, data, email } = event;
    const [searchId, appointmentId] = [textIn(data, 'searchId'), textIn(data, 'appointmentId')];
    switch (type) {
      case 'person.registered':
      case 'person.updated':
        return [made(event, 'person', { mark: email, says: fullName(data) })];
      case 'search.saved':
      case 'search.updated':
        return [made(event, 'applicant', { mark: searchId, says: 'active' })];
      case 'search.removed':
        return [made(event, 'applicant', { mark: searchId, says: 'not active' })];
      case 'appointment.booked':
      case 'appointment.changed':
        starts.set(appointmentId, instant(data['start']));
        return [made(event, 'appointment', { mark: appointmentId, says: instant(data['start']) })];
      case 'appointment.cancelled':
        return [made(event, 'appointment', { mark: appointmentId, says: `${starts.get(appointmentId) ?? ''} cancelled` })];
      default:
        return [];
    }
  });
}

function heldAt(twin: ReapitTwin): Held[] {
  const contacts = twin.records('contacts');
  const emails = new Map(contacts.map((one) => [textIn(one, 'id'), textIn(one, 'email').toLowerCase()]));
  const emailOf = (id: string): string => emails.get(id) ?? '';
  return [
    ...contacts.map((one) => {
      const email = textIn(one, 'email').toLowerCase();
      return { kind: 'person', mark: email, person: email, says: `${textIn(one, 'forename')} ${textIn(one, 'surname')}` };
    }),
    ...twin.records('journalEntries').map((one) => ({
      kind: 'journal entry',
      mark: /\nRef ([0-9a-f-]{36})$/.exec(textIn(one, 'description'))?.[1] ?? '',
      person: emailOf(textIn(one, 'associatedId')),
    })),
    ...twin.records('tasks').map((one) => ({ kind: 'task', mark: textIn(one, 'metadata/ref'), person: emailOf(textIn(one, 'contactId')) })),
    ...twin.records('enquiries').map((one) => {
      const email = textIn(one, 'email').toLowerCase();
      return { kind: 'enquiry', mark: `${/^\w+/.exec(textIn(one, 'message'))?.[0] ?? ''} of ${email}`, person: email };
    }),
    ...twin.records('applicants').flatMap((one) => applicant(one, emailOf)),
    ...twin.records('appointments').flatMap((one) => appointment(one, emailOf)),
    ...doubledAreas(twin),
  ];
}

function applicant(one: Record<string, unknown>, emailOf: (id: string) => string): Held[] {
  const related: unknown[] = Array.isArray(one['related']) ? one['related'] : [];
  const [first = '', ...others] = related.map((contact) => emailOf(textIn(contact, 'id')));
  const says = one['active'] === true ? 'active' : 'not active';
  return [
    { kind: 'applicant', mark: textIn(one, 'metadata/searchId'), person: first, says },
    ...others.map((other) => ({ kind: 'relation', mark: `${first} + ${other}`, person: first })),
  ];
}

function appointment(one: Record<string, unknown>, emailOf: (id: string) => string): Held[] {
  const mark = textIn(one, 'metadata/appointmentId');
  // Those without a mark are the agents' own.
  if (mark === '') return [];
  const person = emailOf(textIn(one, 'attendee/id'));
  const says = `${instant(one['start'])}${one['cancelled'] === true ? ' cancelled' : ''}`;
  const followed = textIn(one, 'followUp/notes').startsWith('From the website:');
  return [{ kind: 'appointment', mark, person, says }, ...(followed ? [{ kind: 'follow-up', mark, person }] : [])];
}

/** Each drawn area bears the event it came with; twice the same is once too often. */
function doubledAreas(twin: ReapitTwin): Held[] {
  const marks = twin.records('areas').map((one) => /\(website (\S+)\)$/.exec(textIn(one, 'name'))?.[1] ?? '');
  return marks.filter((mark, i) => mark !== '' && marks.indexOf(mark) !== i).map((mark) => ({ kind: 'area once more', mark, person: '' }));
}

function customersAt(twin: ReapitTwin): Customer[] {
  return twin.records('contacts').map((one) => ({
    email: textIn(one, 'email').toLowerCase(),
    vendorId: textIn(one, 'id'),
    given: textIn(one, 'forename'),
    family: textIn(one, 'surname'),
  }));
}

const staff = { officeIds: ['HBR'], negotiatorIds: ['HBN'] };

function takeIn(twin: ReapitTwin, customers: readonly Customer[], people: ReturnType<typeof walkIns>): Acted {
  const came = people.map((one) => {
    const values = { ...staff, forename: one.given, surname: one.family, email: one.email, marketingConsent: 'notAsked' };
    return takenOn(one, twin.act({ do: 'create', kind: 'contacts', values })?.id ?? '');
  });
  const booked = customers.slice(0, 3).map(({ email, vendorId }, i): Acted => {
    const start = inDays(3, i);
    const values = { ...staff, typeId: 'VW', start, end: inDays(3, i + 1), attendee: { id: vendorId, type: 'contact' } };
    twin.act({ do: 'create', kind: 'appointments', id: `HBR26900${i}`, values });
    return { atWebsite: [heard('appointment.booked', start, email)], atVendor: [] };
  });
  return together([...came, ...booked]);
}

function edit(twin: ReapitTwin, customers: readonly Customer[]): Acted {
  const edited = customers.slice(0, 6).map((customer, i) => {
    const forename = `${customer.given} ${i + 1}`;
    twin.act({ do: 'change', kind: 'contacts', id: customer.vendorId, values: { forename } });
    return renamed(customer, forename);
  });
  const [first, second, third, fourth] = customers;
  const moved = inDays(4, 0);
  twin.act({ do: 'change', kind: 'appointments', id: 'HBR269000', values: { start: moved, end: inDays(4, 1) } });
  twin.act({ do: 'change', kind: 'appointments', id: 'HBR269001', values: { cancelled: true } });
  return together([
    ...edited,
    searches(twin),
    owners(twin, third, fourth),
    {
      atWebsite: [
        heard('appointment.changed', moved, first?.email ?? ''),
        heard('appointment.cancelled', 'HBR269001', second?.email ?? ''),
      ],
      atVendor: [],
    },
  ]);
}

/** Who sells and who lets, as the agency has found out: a vendor bears the id of the property. */
function owners(twin: ReapitTwin, seller: Customer | undefined, lets: Customer | undefined): Acted {
  const of = (one: Customer | undefined): object => ({ related: [{ associatedId: one?.vendorId ?? '', associatedType: 'contact' }] });
  twin.act({ do: 'create', kind: 'vendors', values: { propertyId: 'HBR210001', ...of(seller) } });
  const landlord = twin.act({ do: 'create', kind: 'landlords', values: { officeId: 'HBR', ...of(lets) } });
  const letting = { rent: 1_450, rentFrequency: 'monthly', status: 'toLet', landlordId: landlord?.id ?? '' };
  twin.act({ do: 'change', kind: 'properties', id: 'HBR210002', values: { letting } });
  return {
    atWebsite: [
      heard('ownership.confirmed', 'HBR210001', seller?.email ?? ''),
      heard('ownership.confirmed', 'HBR210002', lets?.email ?? ''),
    ],
    atVendor: [],
  };
}

/** What an agent learns on the telephone: more bedrooms than the website knows of. */
function searches(twin: ReapitTwin): Acted {
  const emails = new Map(customersAt(twin).map(({ vendorId, email }) => [vendorId, email]));
  const applicants = twin.records('applicants').filter((one) => one['active'] === true && textIn(one, 'metadata/searchId') !== '');
  const atWebsite = applicants.slice(0, 3).map((one) => {
    twin.act({ do: 'change', kind: 'applicants', id: textIn(one, 'id'), values: { bedroomsMin: 9 } });
    const related: unknown[] = Array.isArray(one['related']) ? one['related'] : [];
    return heard('search.updated', `${textIn(one, 'metadata/searchId')} from 9 bedrooms`, emails.get(textIn(related[0], 'id')) ?? '');
  });
  return { atWebsite, atVendor: [] };
}
