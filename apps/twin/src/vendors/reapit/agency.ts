import { Store, type Change } from '../ground/store';
import { objectsOf, textOf, textsOf, type Fields } from '../ground/call';
import type { FaultPlan } from '../ground/faults';
import type { StoredRecord } from '../ground/store';
import { seeds } from './seeds';
import { shown } from './resources/shown';

/** One customer's back office. Its ids mean something only together with the customer's. */
export class Agency {
  readonly store: Store;
  private seeding = true;

  constructor(
    readonly customer: string,
    now: () => Date,
    private readonly faults: FaultPlan,
    onChange: (agency: Agency, change: Change) => void,
  ) {
    const idFor = (kind: string, serial: number): string => vendorId(kind, serial, now());
    this.store = new Store(now, idFor, (change) => {
      if (!this.seeding) onChange(this, change);
    });
    for (const [kind, records] of Object.entries(seeds)) {
      for (const [id, data] of Object.entries(records)) this.store.create(kind, data, { id });
    }
    this.seeding = false;
  }

  /** What the API lets be read: an enquiry that was handled is not among it. */
  find(kind: string, id: string): StoredRecord | undefined {
    const record = this.store.find(kind, id);
    return record && this.isGone(record) ? undefined : record;
  }

  isGone(record: StoredRecord): boolean {
    return record.kind === 'enquiries' && record.data['status'] !== 'pending' && this.faults.strikes('vanishing', `enquiry ${record.id}`);
  }

  shown(record: StoredRecord): Fields {
    return shown(record, (kind, id) => this.store.find(kind, id));
  }

  /** Applicants, landlords and vendors a contact takes part in. */
  rolesOf(contactId: string): StoredRecord[] {
    return ['applicants', 'landlords', 'vendors'].flatMap((kind) =>
      this.store.all(kind).filter(({ data }) => objectsOf(data, 'related').some((one) => one['associatedId'] === contactId)),
    );
  }

  /** What an agent does who accepts: the person becomes a contact and, if they are looking, an applicant. */
  accept(enquiryId: string, values: Fields): StoredRecord {
    const enquiry = this.store.all('enquiries').find(({ id }) => id === enquiryId);
    if (!enquiry || typeof values['applicantId'] === 'string') return this.store.change('enquiries', enquiryId, values);
    const contact = this.store.create('contacts', contactOf(enquiry.data));
    const kind = textOf(enquiry.data, 'enquiryType') ?? '';
    if (!kind.endsWith('Applicant')) return this.store.change('enquiries', enquiryId, values);
    const applicant = this.store.create('applicants', applicantOf(enquiry.data, contact.id, kind === 'lettingsApplicant'));
    return this.store.change('enquiries', enquiryId, { ...values, applicantId: applicant.id });
  }
}

/** Ids as the vendor forms them: office, year and a serial number; numbers for enquiries. */
function vendorId(kind: string, serial: number, at: Date): string {
  if (kind === 'enquiries') return String(1_000 + serial);
  return `HBR${String(at.getUTCFullYear()).slice(2)}${String(serial).padStart(6, '0')}`;
}

const copied = ['title', 'forename', 'surname', 'marketingConsent', 'homePhone', 'workPhone', 'mobilePhone', 'email'];

function contactOf(enquiry: Fields): Fields {
  return {
    ...Object.fromEntries(copied.map((name) => [name, enquiry[name] ?? null])),
    active: true,
    identityCheck: 'unchecked',
    fromArchive: false,
    officeIds: [textOf(enquiry, 'officeId') ?? 'HBR'],
    negotiatorIds: textsOf({ ids: [enquiry['leadNegotiatorId'] ?? 'HBN'] }, 'ids'),
    primaryAddress: enquiry['address'] ?? null,
  };
}

function applicantOf(enquiry: Fields, contactId: string, renting: boolean): Fields {
  return {
    marketingMode: renting ? 'renting' : 'buying',
    currency: 'GBP',
    active: true,
    fromArchive: false,
    departmentId: 'G',
    bedroomsMin: enquiry['bedrooms'] ?? null,
    buying: enquiry['buying'] ?? null,
    renting: enquiry['renting'] ?? null,
    officeIds: [textOf(enquiry, 'officeId') ?? 'HBR'],
    negotiatorIds: ['HBN'],
    related: [{ associatedId: contactId, associatedType: 'contact' }],
  };
}
