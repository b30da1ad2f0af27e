import { anything, flag, list, must, number, object, oneOf, text, texts, time, whole, type Shape } from '../ground/body-shape';

/**
 * The documented types of an event; any other is refused.
 * Source: https://docs.followupboss.com/reference/events-post
 */
export const eventTypes = [
  'Registration',
  'Inquiry',
  'Seller Inquiry',
  'Property Inquiry',
  'General Inquiry',
  'Viewed Property',
  'Saved Property',
  'Visited Website',
  'Incoming Call',
  'Unsubscribed',
  'Property Search',
  'Saved Property Search',
  'Visited Open House',
  'Viewed Page',
] as const;

const reached = list(object({ value: must(text), type: text, status: text, isPrimary: anything }));
const address = list(object({ type: text, street: text, city: text, state: text, code: text, country: text }));

/** Members a person can be given, wherever. */
export const personMembers: Shape = {
  firstName: text,
  lastName: text,
  stage: text,
  emails: reached,
  phones: reached,
  addresses: address,
  tags: texts,
  price: number,
  background: text,
  contacted: anything,
  assignedTo: text,
  assignedUserId: whole,
  assignedPondId: whole,
  assignedLenderName: text,
  assignedLenderId: whole,
  collaborators: list(anything),
  timeframeId: whole,
};

/** POST /v1/people; `source` can be told only here and by an event. */
export const createPerson: Shape = { ...personMembers, source: text, sourceUrl: text, createdAt: time };
/** PUT /v1/people/ID */
export const updatePerson: Shape = personMembers;

const property = object({
  street: text,
  city: text,
  state: text,
  code: text,
  mlsNumber: text,
  price: number,
  forRent: anything,
  url: text,
  type: text,
  bedrooms: anything,
  bathrooms: anything,
  area: anything,
  lot: anything,
});
const propertySearch = object({
  type: text,
  neighborhood: text,
  city: text,
  state: text,
  code: text,
  minPrice: number,
  maxPrice: number,
  minBedrooms: number,
  maxBedrooms: number,
  minBathrooms: number,
  maxBathrooms: number,
});

/** POST /v1/events */
export const createEvent: Shape = {
  source: must(text),
  system: must(text),
  type: must(oneOf(...eventTypes)),
  message: text,
  description: text,
  occurredAt: time,
  pageTitle: text,
  pageUrl: text,
  pageReferrer: text,
  pageDuration: number,
  person: must(object({ ...personMembers, id: whole, contacted: anything, sourceUrl: text })),
  property,
  propertySearch,
  campaign: object({ source: text, medium: text, term: text, content: text, campaign: text, name: text }),
};

export const updateNote: Shape = { subject: text, body: text, isHtml: flag };
export const createNote: Shape = { ...updateNote, personId: must(whole), body: must(text) };

export const updateTask: Shape = {
  personId: whole,
  assignedTo: text,
  assignedUserId: whole,
  name: text,
  type: text,
  isCompleted: anything,
  dueDate: text,
  dueDateTime: text,
  remindSecondsBefore: whole,
};
export const createTask: Shape = { ...updateTask, personId: must(whole), name: must(text) };

const invitee = object({ userId: anything, personId: anything, name: text, email: text, relationshipId: anything });

/** Source: https://docs.followupboss.com/reference/appointments-post */
export const updateAppointment: Shape = {
  title: text,
  description: text,
  invitees: list(invitee),
  allDay: flag,
  start: time,
  end: time,
  location: text,
  createdById: whole,
  typeId: whole,
  outcomeId: whole,
};
export const createAppointment: Shape = { ...updateAppointment, title: must(text), start: must(time), end: must(time) };

export const updateRelationship: Shape = {
  type: text,
  firstName: text,
  lastName: text,
  emails: reached,
  phones: reached,
  addresses: address,
};
export const createRelationship: Shape = { ...updateRelationship, personId: must(whole) };
