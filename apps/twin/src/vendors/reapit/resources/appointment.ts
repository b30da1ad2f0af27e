import { isFields, objectsOf, textOf, type Fields } from '../../ground/call';
import { relatedShown, type RecordOf } from './related';

/** An appointment's members as they are kept: whoever comes stays when only their word is given. Pure. */
export function appointmentKept(before: Fields, body: Fields): Fields {
  const { attendee, followUp, ...kept } = body;
  if (isFields(followUp)) kept['followUp'] = { ...fieldsOf(before['followUp']), ...followUp };
  if (isFields(attendee)) {
    const { confirmed, ...who } = attendee;
    kept['attendee'] = { ...fieldsOf(before['attendee']), ...who };
    if (typeof confirmed === 'boolean') kept['attendeeConfirmed'] = confirmed;
  }
  return kept;
}

/** As the vendor answers it: the date of the follow-up lies in it, and the attendee has their contacts. */
export function appointmentShown(values: Fields, recordOf: RecordOf): Fields {
  const { followUpOn, followUp, attendee, ...rest } = values;
  const due = followUpOn ?? null;
  return {
    ...rest,
    recurring: isFields(values['recurrence']),
    followUp: due === null && !isFields(followUp) ? null : { due, responseId: null, notes: null, ...fieldsOf(followUp) },
    attendee: isFields(attendee) ? { ...attendee, contacts: contactsOf(attendee, recordOf) } : null,
  };
}

const kindOf: Readonly<Record<string, string>> = { applicant: 'applicants', landlord: 'landlords' };
const shownOfAttendee = [
  'id',
  'name',
  'title',
  'forename',
  'surname',
  'homePhone',
  'workPhone',
  'mobilePhone',
  'email',
  'fromArchive',
  'marketingConsent',
];

function contactsOf(attendee: Fields, recordOf: RecordOf): Fields[] {
  const id = textOf(attendee, 'id') ?? '';
  const type = textOf(attendee, 'type') ?? '';
  const kind = kindOf[type];
  const related = kind === undefined ? [{ associatedId: id }] : objectsOf(recordOf(kind, id)?.data ?? {}, 'related');
  return related
    .filter(({ associatedId }) => typeof associatedId === 'string' && recordOf('contacts', associatedId))
    .map((one) => {
      const shown = relatedShown(one, recordOf);
      return Object.fromEntries(shownOfAttendee.map((name) => [name, shown[name] ?? null]));
    });
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}
