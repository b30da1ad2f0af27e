import { anything, flag, list, must, number, object, oneOf, text, texts, time, type Shape } from '../ground/body-shape';

const channel = object({ status: must(oneOf('active', 'inactive', 'permanent')), message: text, code: text });
const channels = object({ Call: channel, Email: channel, SMS: channel, WhatsApp: channel, GMB: channel, FB: channel });
const inbound = object({ all: object({ status: must(oneOf('active', 'inactive')), message: text }) });
const customValues = list(object({ id: must(text), key: text, field_value: anything }));

/** PUT /contacts/ID */
export const updateContact: Shape = {
  firstName: text,
  lastName: text,
  name: text,
  email: text,
  phone: text,
  address1: text,
  city: text,
  state: text,
  postalCode: text,
  website: text,
  timezone: text,
  dnd: flag,
  dndSettings: channels,
  inboundDndSettings: inbound,
  tags: texts,
  customFields: customValues,
  source: text,
  dateOfBirth: anything,
  country: text,
  assignedTo: text,
};

/** POST /contacts/ */
export const createContact: Shape = { ...updateContact, locationId: must(text), gender: text, companyName: text };
/** POST /contacts/upsert */
export const upsertContact: Shape = { ...createContact, createNewIfDuplicateAllowed: flag };

/** POST and DELETE /contacts/ID/tags */
export const tags: Shape = { tags: must(texts) };

/** POST and PUT of a contact's notes */
export const updateNote: Shape = { userId: text, body: text, title: text, color: text, pinned: flag };
export const createNote: Shape = { ...updateNote, body: must(text) };
/** The same on an appointment, which knows less. */
export const appointmentNote: Shape = { userId: text, body: must(text) };

export const updateTask: Shape = { title: text, body: text, dueDate: time, completed: flag, assignedTo: text };
export const createTask: Shape = { ...updateTask, title: must(text), dueDate: must(time), completed: must(flag) };
export const completeTask: Shape = { completed: must(flag) };

const status = oneOf('open', 'won', 'lost', 'abandoned', 'all');

/** PUT /opportunities/ID */
export const updateOpportunity: Shape = {
  pipelineId: text,
  name: text,
  pipelineStageId: text,
  status,
  monetaryValue: number,
  assignedTo: text,
  customFields: list(object({ id: text, key: text, field_value: anything })),
};
export const createOpportunity: Shape = {
  ...updateOpportunity,
  pipelineId: must(text),
  locationId: must(text),
  name: must(text),
  status: must(status),
  contactId: must(text),
};
export const opportunityStatus: Shape = { status: must(status), lostReasonId: text };
/** POST /opportunities/upsert. The vendor's document demands the followers. */
export const upsertOpportunity: Shape = {
  id: text,
  pipelineId: must(text),
  locationId: must(text),
  followers: must(texts),
  isRemoveAllFollowers: must(flag),
  followersActionType: must(oneOf('add', 'remove')),
  name: text,
  status,
  pipelineStageId: text,
  monetaryValue: anything,
  assignedTo: text,
  lostReasonId: text,
};

const place = oneOf('custom', 'zoom', 'gmeet', 'phone', 'address', 'ms_teams', 'google');

/** PUT /calendars/events/appointments/ID */
export const updateAppointment: Shape = {
  title: text,
  meetingLocationType: place,
  meetingLocationId: text,
  overrideLocationConfig: flag,
  appointmentStatus: oneOf('new', 'confirmed', 'cancelled', 'showed', 'noshow', 'invalid'),
  assignedUserId: text,
  description: text,
  address: text,
  ignoreDateRange: flag,
  toNotify: flag,
  ignoreFreeSlotValidation: flag,
  rrule: text,
  calendarId: text,
  startTime: time,
  endTime: time,
};
export const createAppointment: Shape = {
  ...updateAppointment,
  calendarId: must(text),
  locationId: must(text),
  contactId: must(text),
  startTime: must(time),
};

const label = must(anything);

/** POST /associations/ */
export const createAssociation: Shape = {
  locationId: must(text),
  key: must(text),
  firstObjectLabel: label,
  firstObjectKey: label,
  secondObjectLabel: label,
  secondObjectKey: label,
};
export const createRelation: Shape = {
  locationId: must(text),
  associationId: must(text),
  firstRecordId: must(text),
  secondRecordId: must(text),
};
