import { Area } from '../words/search';
import { Ownership, PropertyRef } from '../words/property';
import { PersonRef } from '../words/person';
import { Id, Many, One, OneOf, Text, Time, Whole, Word } from '../words/rules';

/** P7, P8: what somebody looked at or saved. */
export class PropertyTouched {
  @One(() => PropertyRef) property: PropertyRef;
}

/** P10: a star rank. */
export class PropertyRated extends PropertyTouched {
  @Whole(0, 5) stars: number;
}

/** P10: a note; a private one never reaches a back office. */
export class PropertyNoted extends PropertyTouched {
  @OneOf(['shared', 'private']) visibility: 'shared' | 'private';
  @Text(10_000) text: string;
}

/** P9: interest shown in branch. */
export class InterestShown extends PropertyTouched {
  @Word({ optional: true }) how?: string;
}

/** P13, P14: a claim is soft until the back office confirms it. */
export class OwnershipStated extends PropertyTouched {
  @One(() => Ownership) ownership: Ownership;
  @Text(2000, { optional: true }) message?: string;
}

export class EnquiryAbout {
  @OneOf(['property', 'office', 'member', 'area']) kind: string;
  @Id({ optional: true }) id?: string;
  @One(() => PropertyRef, { optional: true }) property?: PropertyRef;
  @One(() => Area, { optional: true }) area?: Area;
}

/** P11: what form it was and what the person wants are two fields. */
export class EnquiryMade {
  @Word() enquiryType: string;
  @OneOf(['buy', 'rent', 'sell', 'let'], { optional: true }) intent?: string;
  @One(() => EnquiryAbout, { optional: true }) about?: EnquiryAbout;
  @Text(10_000, { optional: true }) message?: string;
}

/** P15: a reaction after a viewing. */
export class FeedbackGiven extends PropertyTouched {
  @Text(10_000, { optional: true }) text?: string;
  @Whole(0, 5, { optional: true }) stars?: number;
  @Id({ optional: true }) appointmentId?: string;
}

/** P16: a calendar entry between people and a property. */
export class AppointmentStated {
  @Id() appointmentId: string;
  @Word({ optional: true }) kind?: string;
  @Time() start: string;
  @Time({ optional: true }) end?: string;
  @One(() => PropertyRef, { optional: true }) property?: PropertyRef;
  @Many(() => PersonRef, 50, { optional: true }) attendees?: PersonRef[];
}

export class AppointmentCancelled {
  @Id() appointmentId: string;
  @Text(500, { optional: true }) reason?: string;
}
