import { Id, items, One, Ruled, Text, Texts, Word } from '../rules';
import { noPassword } from '../rules/secrets';
import { Described } from '../schemas/described';
import { Person } from '../words/person';

const sources = ['website', 'branch', 'phone', 'portal', 'invitation', 'referral'];

/** P1, P2: a new customer, from either side (seed 003, items 1 and 2). */
@Described('A new customer, on the website or taken on by branch or phone.')
export class PersonRegistered {
  @One('Who.', () => Person) person: Person;
  @Id("The agency's office it concerns, by the agency's own id.", { optional: true }) office?: string;
  @Word('Where the person came from.', sources, { optional: true }) source?: string;
  @Ruled('Never sent: the bridge carries no password.', [noPassword], { optional: true }) password?: never;
}

/** P1: what is now known of a person. A member left out is unchanged, an empty list says there is none any more. */
@Described('What is now known of a person. A member left out is unchanged, an empty list says there is none any more.')
export class PersonUpdated extends PersonRegistered {}

/** X8: several of the sender's ids turned out to be one person; the event's subject is the one that stays. */
@Described("Several of the sender's ids turned out to be one person; the event's subject is the one that stays.")
export class PersonMerged {
  @Texts("The sender's ids that are no more.", 128, items(100, 1)) mergedSubjects: string[];
  @Text('Why.', 500, { optional: true }) reason?: string;
}

/** X7: everything about the person is to be erased, everywhere; later events of the subject are refused. */
@Described('Everything about the person is to be erased, everywhere; later events of the subject are refused.')
export class PersonErased {
  @Text('Why, in general words, without personal data.', 500, { optional: true }) reason?: string;
}
