import { anything, date, flag, must, object, oneOf, text, texts, type Rule, type Shape } from '../../ground/body-shape';

/** Lines of any postal address. */
export const addressLines: Shape = {
  buildingName: text,
  buildingNumber: text,
  line1: text,
  line2: text,
  line3: text,
  line4: text,
  postcode: text,
  countryId: text,
};

/** Postal address of a contact; the kinds of address are the vendor's. */
export const contactAddress = object({
  type: oneOf('primary', 'secondary', 'home', 'work', 'forwarding', 'company', 'previous'),
  ...addressLines,
});

export const source = object({ id: text, type: oneOf('office', 'source') });
export const consent = oneOf('grant', 'deny', 'notAsked');
/** Whatever an application wants to keep with a record. */
export const metadata: Rule = { is: 'object' };

const told: Shape = {
  title: text,
  forename: text,
  surname: text,
  dateOfBirth: date,
  active: flag,
  marketingConsent: consent,
  source,
  homePhone: text,
  workPhone: text,
  mobilePhone: text,
  email: text,
  officeIds: texts,
  negotiatorIds: texts,
  categoryIds: texts,
  primaryAddress: contactAddress,
  secondaryAddress: contactAddress,
  workAddress: contactAddress,
  communicationPreferenceLetter: flag,
  communicationPreferenceEmail: flag,
  communicationPreferencePhone: flag,
  communicationPreferenceSMS: flag,
  metadata,
};

/** POST /contacts */
export const createContact: Shape = {
  ...told,
  surname: must(text),
  marketingConsent: must(consent),
  officeIds: must(texts),
  negotiatorIds: must(texts),
};

/** PATCH /contacts/ID */
export const updateContact: Shape = { ...told, fromArchive: flag, additionalContactDetails: anything };

/** Members an answer has beside those. */
export const shownOfContact = ['identityCheck', 'archivedOn', 'fromArchive', 'additionalContactDetails', 'extrasField', 'relationships'];
