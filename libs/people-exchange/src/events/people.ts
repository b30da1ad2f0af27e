import { Consent, Person, PersonRef } from '../words/person';
import { Id, Many, One, Text, Texts, Time, Whole } from '../words/rules';

/** P1, P2: a new customer, or what changed about one, from either side. */
export class PersonRegistered {
  @One(() => Person) person: Person;
  @Id({ optional: true }) office?: string;
  @Text(64, { optional: true }) source?: string;
}

/** P2: the branch invites someone to a website account. */
export class AccountInvited extends PersonRegistered {
  @Text(120, { optional: true }) invitedBy?: string;
}

export class PersonMerged {
  @Texts(128, 100) mergedSubjects: string[];
}

export class PersonErased {
  @Text(500, { optional: true }) reason?: string;
}

export class ConsentChanged {
  @Many(() => Consent, 50, { min: 1 }) consents: Consent[];
}

/** P3: a visit, with the cumulative number of visits. */
export class SiteVisited {
  @Whole(1, 1_000_000_000) visits: number;
  @Time({ optional: true }) visitedAt?: string;
  @Text(2000, { optional: true }) page?: string;
}

/** P12: the group somebody hunts with; a group of one always exists. */
export class HouseholdChanged {
  @Id() householdId: string;
  @Many(() => PersonRef, 50, { min: 1 }) members: PersonRef[];
}
