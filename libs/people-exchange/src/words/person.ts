import { Day, Formed, Id, items, Many, One, Ruled, Text, Word, Words } from '../rules';
import { Described } from '../schemas/described';
import { noPassword } from '../rules/secrets';

/** A telephone number: as typed, and in E.164 where the sender knows it. */
@Described('A telephone number: as typed, and in E.164 where the sender knows it.')
export class Phone {
  @Text('As the person typed it.', 40) typed: string;
  @Formed('E.164, such as +447700900123.', 16, /^\+[1-9]\d{5,14}$/u, 'must be an E.164 number such as "+447700900123"', { optional: true })
  e164?: string;
  @Word('What it is used for.', ['mobile', 'home', 'work'], { optional: true }) kind?: string;
}

/** What another participant calls the same person. `system` is that participant's id. */
@Described('What another participant calls the same person.')
export class ExternalId {
  @Id("The participant's id in the bridge.") system: string;
  @Id("That participant's own id of the person.") id: string;
}

/** A name in parts, or whole where the parts are not known. */
@Described('A name in parts, or whole where the parts are not known.')
export class PersonName {
  @Text('Such as Ms or Dr.', 40, { optional: true }) title?: string;
  @Text('Given name.', 120, { optional: true }) given?: string;
  @Text('Family name.', 120, { optional: true }) family?: string;
  @Text('The whole name as written, where its parts are not known.', 250, { optional: true }) full?: string;
}

@Described('An e-mail address.')
export class EmailAddress {
  @Formed('Such as ada@example.com.', 254, /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/u, 'must be an e-mail address such as "ada@example.com"')
  address: string;
  @Word('What it is used for.', ['home', 'work'], { optional: true }) kind?: string;
}

/** Someone known to a participant (seed 003, items 1 and 2). What is left out is not said; an empty list says there is none. */
@Described('Someone known to a participant. What is left out is not said; an empty list says there is none. Never a password.')
export class Person {
  @One('Name.', () => PersonName, { optional: true }) name?: PersonName;
  @Many('E-mail addresses, the preferred one first.', () => EmailAddress, items(10), { optional: true }) emails?: EmailAddress[];
  @Many('Telephone numbers, the preferred one first.', () => Phone, items(10), { optional: true }) phones?: Phone[];
  @Text('Postal address as one text; lines may be parted by line breaks.', 500, { optional: true }) address?: string;
  @Words('What the person is to the agency.', ['applicant', 'vendor', 'landlord', 'occupier', 'prospect'], items(20), { optional: true })
  roles?: string[];
  @Many('What other participants call this person.', () => ExternalId, items(20), { optional: true }) externalIds?: ExternalId[];
  @Formed('BCP 47 language tag such as en-GB.', 35, /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/u, 'must be a language tag such as "en-GB"', {
    optional: true,
  })
  language?: string;
  @Day('Date of birth.', { optional: true }) birthday?: string;
  @Day('Anniversary, such as of a purchase.', { optional: true }) anniversary?: string;
  @Ruled('Never sent: the bridge carries no password.', [noPassword], { optional: true }) password?: never;
}

/** Another person of the same sender, by the sender's own subject. */
@Described("A person of the same sender, by the sender's own subject.")
export class PersonRef {
  @Id("The sender's own id of the person.") subject: string;
  @Word('What the person is in this group.', ['partner', 'parent', 'child', 'friend'], { optional: true }) role?: string;
}
