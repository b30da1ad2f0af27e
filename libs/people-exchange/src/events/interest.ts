import { One, Text, Word } from '../rules';
import { Described } from '../schemas/described';
import { PropertyRef } from '../words/property';

abstract class Interest {
  @One('In which.', () => PropertyRef) property: PropertyRef;
  @Word('How it was shown.', ['call', 'brochure', 'viewing', 'email', 'branch', 'offer'], { optional: true }) how?: string;
}

/** P9: interest shown in branch; the website takes it for a saved property (seed 003, item 9). */
@Described('Interest shown in branch: the website takes it for a saved property.')
export class InterestRegistered extends Interest {}

/** P9: the interest is no more. */
@Described('Interest shown in branch is no more.')
export class InterestWithdrawn extends Interest {
  @Text('Why.', 500, { optional: true }) reason?: string;
}
