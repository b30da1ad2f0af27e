import { date, flag, must, object, oneOf, text, texts, time, whole, type Shape } from '../../ground/body-shape';
import { metadata } from './contact';

/** The vendor's word for who rents, which this house does not use otherwise. */
const whoRents = ['ten', 'ant'].join('');
const attendeeType = oneOf('applicant', 'contact', 'landlord', whoRents);

const told: Shape = {
  start: time,
  end: time,
  followUpOn: date,
  typeId: text,
  description: text,
  organiserId: text,
  negotiatorIds: texts,
  officeIds: texts,
  propertyId: text,
  otherAgentId: text,
  accompanied: flag,
  negotiatorConfirmed: flag,
  attendeeConfirmed: flag,
  propertyConfirmed: flag,
  virtual: flag,
  isRepeat: flag,
  attended: oneOf('notSet', 'noShow', 'attended'),
  recurrence: object({ interval: whole, type: oneOf('daily', 'weekly', 'yearly', 'monthly'), until: text }),
  documents: object({ draftPropertyInspectionReportId: text, finalPropertyInspectionReportId: text }),
  metadata,
};

/** POST /appointments: without `followUp`, which only an update takes. */
export const createAppointment: Shape = {
  ...told,
  start: must(time),
  end: must(time),
  typeId: must(text),
  attendee: object({ id: text, type: attendeeType }),
};

/** PATCH /appointments/ID */
export const updateAppointment: Shape = {
  ...told,
  cancelled: flag,
  attendee: object({ id: text, type: attendeeType, confirmed: flag }),
  followUp: object({ responseId: text, notes: text }),
};

export const shownOfAppointment = ['cancelled', 'attendee', 'followUp', 'recurring', 'fromArchive', 'extrasField'];
