import { date, flag, list, must, object, oneOf, text, texts, time, type Shape } from '../../ground/body-shape';
import { metadata, source } from './contact';

const areaType = oneOf('postcodes', 'polygon', 'group');

/** POST /areas. `area` holds postcodes, ids of areas, or corners as "latitude,longitude". */
export const createArea: Shape = {
  name: must(text),
  type: must(areaType),
  area: must(texts),
  departmentIds: texts,
  officeIds: texts,
  parentId: text,
};
export const updateArea: Shape = { name: text, area: texts, departmentIds: texts, officeIds: texts };
export const shownOfArea = ['active', 'parentIds'];

/** The vendor's list of what a journal entry can be about; a tenancy is one of them. */
export const createJournalEntry: Shape = {
  typeId: text,
  propertyId: text,
  associatedType: oneOf('applicant', 'contact', 'company', 'enquiry', 'landlord', 'tenancy', 'worksOrder'),
  associatedId: text,
  description: must(text),
  negotiatorId: text,
};
/** POST /journalEntries/bulk */
export const createJournalEntries: Shape = { createJournalEntry: list(object(createJournalEntry)) };

const recipient = oneOf('office', 'negotiator');
const task: Shape = {
  activates: time,
  completed: time,
  typeId: text,
  senderId: text,
  text,
  landlordId: text,
  propertyId: text,
  applicantId: text,
  tenancyId: text,
  contactId: text,
  recipientId: text,
  recipientType: recipient,
  metadata,
};
export const createTask: Shape = {
  ...task,
  senderId: must(text),
  text: must(text),
  recipientId: must(text),
  recipientType: must(recipient),
};
export const updateTask: Shape = task;

/** Here the vendor's model demands no id, other than for an applicant. */
const related = list(object({ associatedId: text, associatedType: oneOf('contact', 'company') }));

/** POST /landlords */
export const createLandlord: Shape = {
  active: flag,
  solicitorId: text,
  officeId: must(text),
  statementPreferences: texts,
  source,
  related: must(related),
  metadata,
};
export const updateLandlord: Shape = { active: flag, solicitorId: text, officeId: text, statementPreferences: texts, source, metadata };

/** PATCH /vendors/ID; there is no way to create one. */
export const updateVendor: Shape = {
  lastCall: date,
  nextCall: date,
  typeId: text,
  sellingReasonId: text,
  solicitorId: text,
  correspondenceAddressType: oneOf('property', 'contact'),
  source,
  metadata,
};
export const shownOfLandlord = ['extrasField'];
export const shownOfVendor = ['propertyId', 'related', 'negotiatorId', 'officeIds', 'archivedOn', 'fromArchive'];
