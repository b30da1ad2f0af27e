import { Id, items, Many, One, Text, Time, Word } from '../rules';
import { Described } from '../schemas/described';
import { PropertyRef } from '../words/property';

/** Somebody at an appointment: a person of the sender by `subject`, or a member of the agency's staff by `member`. */
@Described("Somebody at an appointment: a person of the sender by subject, or a member of the agency's staff by member.")
export class Attendee {
  @Id("The sender's own id of the person.", { optional: true }) subject?: string;
  @Id("The agency's own id of the member of staff.", { optional: true }) member?: string;
  @Text('Name, for display.', 250, { optional: true }) name?: string;
  @Word('What they are there.', ['applicant', 'vendor', 'landlord', 'negotiator'], { optional: true }) role?: string;
}

/** P16: a calendar entry between people and a property (seed 003, item 16). */
@Described('A calendar entry between people and a property.')
export class AppointmentBooked {
  @Id("The sender's own id of the appointment.") appointmentId: string;
  @Word('What for.', ['viewing', 'secondViewing', 'valuation', 'meeting', 'call', 'openHouse'], { optional: true }) kind?: string;
  @Time('When it begins.') start: string;
  @Time('When it ends.', { optional: true }) end?: string;
  @One('Which property.', () => PropertyRef, { optional: true }) property?: PropertyRef;
  @Many('Who attends, beside the subject of the event.', () => Attendee, items(50), { optional: true }) attendees?: Attendee[];
  @Id("The agency's office it belongs to.", { optional: true }) office?: string;
  @Text('Where to meet.', 500, { optional: true }) place?: string;
  @Text('What was said with it.', 2000, { optional: true }) message?: string;
}

/** P16: an edit; carries the whole appointment as it is now. */
@Described('An appointment is changed; carries the whole appointment as it is now.')
export class AppointmentChanged extends AppointmentBooked {}

/** P16: an appointment will not take place. */
@Described('An appointment will not take place.')
export class AppointmentCancelled {
  @Id("The sender's own id of the appointment.") appointmentId: string;
  @Text('Why.', 500, { optional: true }) reason?: string;
}
