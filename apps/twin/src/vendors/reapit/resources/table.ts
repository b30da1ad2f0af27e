import { createApplicant, shownOfApplicant, updateApplicant } from '../bodies/applicant';
import { createAppointment, shownOfAppointment, updateAppointment } from '../bodies/appointment';
import { createContact, shownOfContact, updateContact } from '../bodies/contact';
import { createEnquiry, shownOfEnquiry, updateEnquiry } from '../bodies/enquiry';
import {
  createArea,
  createJournalEntry,
  createLandlord,
  createTask,
  shownOfArea,
  shownOfLandlord,
  shownOfVendor,
  updateArea,
  updateLandlord,
  updateTask,
  updateVendor,
} from '../bodies/others';
import { departmentMembers, negotiatorMembers, officeMembers, propertyMembers } from '../bodies/configured';
import type { Resource } from './resource';

const both = ['created', 'modified'] as const;
const staff = { officeIds: 'offices', negotiatorIds: 'negotiators' };
const byStaff = { officeId: 'officeIds', negotiatorId: 'negotiatorIds' };

/** A list the agency has set up: read only. */
const configured = (kind: string, path: string, shown: readonly string[], filters: Record<string, string> = {}): Resource => ({
  kind,
  path,
  shown,
  filters,
  sweeps: both,
  refersTo: {},
});
/** One of the plain lists: not in pages, each entry only an id and a value. */
const typeList = (kind: string): Resource => ({ ...configured(kind, `/configuration/${kind}`, ['value']), plain: true });

export const journalEntries: Resource = {
  kind: 'journalEntries',
  path: '/journalEntries',
  create: createJournalEntry,
  listedOnly: true,
  shown: [],
  filters: {
    associatedType: 'associatedType',
    associatedId: 'associatedId',
    negotiatorId: 'negotiatorId',
    propertyId: 'propertyId',
    typeId: 'typeId',
  },
  sweeps: ['created'],
  refersTo: { negotiatorId: 'negotiators', propertyId: 'properties' },
};

export const resources: readonly Resource[] = [
  {
    kind: 'contacts',
    path: '/contacts',
    create: createContact,
    update: updateContact,
    shown: shownOfContact,
    filters: { ...byStaff, email: 'email', mobilePhone: 'mobilePhone', marketingConsent: 'marketingConsent' },
    sweeps: both,
    defaults: { active: true, identityCheck: 'unchecked', fromArchive: false },
    refersTo: staff,
  },
  {
    kind: 'applicants',
    path: '/applicants',
    create: createApplicant,
    update: updateApplicant,
    shown: shownOfApplicant,
    filters: { ...byStaff, marketingMode: 'marketingMode' },
    sweeps: both,
    defaults: { active: true, currency: 'GBP', fromArchive: false },
    refersTo: { ...staff, departmentId: 'departments' },
  },
  {
    kind: 'enquiries',
    path: '/enquiries',
    create: createEnquiry,
    update: updateEnquiry,
    shown: shownOfEnquiry,
    filters: { officeId: 'officeId', enquiryType: 'enquiryType', status: 'status' },
    sweeps: both,
    defaults: { status: 'pending' },
    refersTo: { officeId: 'offices', leadNegotiatorId: 'negotiators', applicantId: 'applicants', propertyIds: 'properties' },
  },
  {
    kind: 'areas',
    path: '/areas',
    create: createArea,
    update: updateArea,
    shown: shownOfArea,
    filters: { departmentId: 'departmentIds', officeId: 'officeIds', type: 'type', name: 'name' },
    sweeps: both,
    defaults: { active: true },
    refersTo: { officeIds: 'offices', departmentIds: 'departments', parentId: 'areas' },
  },
  journalEntries,
  {
    kind: 'tasks',
    path: '/tasks',
    create: createTask,
    update: updateTask,
    shown: [],
    filters: {
      applicantId: 'applicantId',
      contactId: 'contactId',
      landlordId: 'landlordId',
      propertyId: 'propertyId',
      recipientId: 'recipientId',
      senderId: 'senderId',
    },
    sweeps: both,
    refersTo: {
      applicantId: 'applicants',
      contactId: 'contacts',
      landlordId: 'landlords',
      propertyId: 'properties',
      senderId: 'negotiators',
    },
  },
  {
    kind: 'appointments',
    path: '/appointments',
    create: createAppointment,
    update: updateAppointment,
    shown: shownOfAppointment,
    filters: { ...byStaff, propertyId: 'propertyId', typeId: 'typeId' },
    sweeps: both,
    defaults: { cancelled: false, attended: 'notSet' },
    refersTo: { ...staff, organiserId: 'negotiators', propertyId: 'properties', typeId: 'appointmentTypes' },
  },
  {
    kind: 'landlords',
    path: '/landlords',
    create: createLandlord,
    update: updateLandlord,
    shown: shownOfLandlord,
    filters: { officeId: 'officeId' },
    sweeps: both,
    defaults: { active: true },
    refersTo: { officeId: 'offices' },
  },
  {
    kind: 'vendors',
    path: '/vendors',
    update: updateVendor,
    shown: shownOfVendor,
    filters: { officeId: 'officeIds', negotiatorId: 'negotiatorId' },
    sweeps: both,
    refersTo: {},
  },
  configured('properties', '/properties', propertyMembers, {
    officeId: 'officeIds',
    negotiatorId: 'negotiatorId',
    marketingMode: 'marketingMode',
  }),
  configured('offices', '/offices', officeMembers, { name: 'name' }),
  configured('negotiators', '/negotiators', negotiatorMembers, {
    officeId: 'officeId',
    email: 'email',
  }),
  configured('sources', '/sources', ['name', 'type', 'officeIds', 'departmentIds'], { type: 'type' }),
  configured('departments', '/departments', departmentMembers),
  typeList('appointmentTypes'),
  typeList('journalEntryTypes'),
  typeList('taskTypes'),
  typeList('followUpResponses'),
  typeList('sellingReasons'),
  typeList('vendorTypes'),
];

export const resourceOf = (kind: string): Resource | undefined => resources.find((one) => one.kind === kind);
