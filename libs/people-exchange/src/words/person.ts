import { Email, Id, Many, One, OneOf, Text, Time, Word, Words } from './rules';

/** A telephone number: as typed, and in E.164 where the sender knows it. */
export class Phone {
  @Text(40) typed: string;
  @Text(20, { optional: true }) e164?: string;
}

/** What another participant calls the same person. `system` is that participant's id. */
export class ExternalId {
  @Id() system: string;
  @Id() id: string;
}

export class PersonName {
  @Text(40, { optional: true }) title?: string;
  @Text(120, { optional: true }) given?: string;
  @Text(120, { optional: true }) family?: string;
  @Text(250, { optional: true }) full?: string;
}

export class EmailAddress {
  @Email() address: string;
}

/** Someone known to a participant (seed 003, items 1 and 2). Never a password. */
export class Person {
  @One(() => PersonName, { optional: true }) name?: PersonName;
  @Many(() => EmailAddress, 10, { optional: true }) emails?: EmailAddress[];
  @Many(() => Phone, 10, { optional: true }) phones?: Phone[];
  @Text(500, { optional: true }) address?: string;
  @Words(20, { optional: true }) roles?: string[];
  @Many(() => ExternalId, 20, { optional: true }) externalIds?: ExternalId[];
}

/** Permission per purpose and channel; denied or withdrawn beats granted, whatever the clock says. */
export class Consent {
  @Word() purpose: string;
  @Word() channel: string;
  @OneOf(['granted', 'denied', 'notAsked', 'withdrawn']) status: string;
  @Time() at: string;
  @Text(120, { optional: true }) by?: string;
  @Text(500, { optional: true }) evidence?: string;
}

/** Another person of the same sender, by the sender's own subject. */
export class PersonRef {
  @Id() subject: string;
  @Word({ optional: true }) role?: string;
}
