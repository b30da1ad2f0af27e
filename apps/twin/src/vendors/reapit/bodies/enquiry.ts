import { must, number, object, oneOf, text, texts, whole, type Shape } from '../../ground/body-shape';
import { addressLines, consent } from './contact';

const kind = oneOf('salesApplicant', 'lettingsApplicant', 'salesProperty', 'lettingsProperty');

/** POST /enquiries */
export const createEnquiry: Shape = {
  title: must(text),
  forename: must(text),
  surname: must(text),
  position: oneOf('renting', 'instructedThisAgent', 'instructedOtherAgent', 'privateSale', 'notOnMarket'),
  enquiryType: must(kind),
  message: must(text),
  officeId: must(text),
  marketingConsent: must(consent),
  sourceName: must(text),
  homePhone: text,
  workPhone: text,
  mobilePhone: text,
  email: text,
  address: object(addressLines),
  buying: object({ priceFrom: number, priceTo: number }),
  renting: object({ rentFrom: number, rentTo: number, rentFrequency: oneOf('weekly', 'monthly', 'annually') }),
  bedrooms: whole,
  propertyIds: texts,
  leadNegotiatorId: text,
};

/** PATCH /enquiries/ID */
export const updateEnquiry: Shape = {
  applicantId: text,
  leadNegotiatorId: text,
  status: oneOf('added', 'alreadyExists', 'duplicateEntry', 'pending', 'rejected', 'spam'),
};

export const shownOfEnquiry = ['status', 'applicantId', 'negotiatorId'];
