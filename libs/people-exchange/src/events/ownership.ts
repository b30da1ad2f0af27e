import { One, Text } from '../rules';
import { Described } from '../schemas/described';
import { ClaimedOwnership, ConfirmedOwnership, EndedOwnership, PropertyRef, RefutedOwnership } from '../words/property';

abstract class OfDwelling {
  @One('Which dwelling.', () => PropertyRef) property: PropertyRef;
  @Text('What was said with it.', 2000, { optional: true }) message?: string;
}

/** P13: a customer says they own it (seed 003, item 13). Unlocks nothing. */
@Described('A customer says they are vendor or landlord of a property: a soft link that unlocks nothing.')
export class OwnershipClaimed extends OfDwelling {
  @One('What is claimed.', () => ClaimedOwnership) ownership: ClaimedOwnership;
}

/** P14: the back office links the person firmly (seed 003, item 14). */
@Described('The back office links the person firmly to the property as vendor or landlord.')
export class OwnershipConfirmed extends OfDwelling {
  @One('What is confirmed.', () => ConfirmedOwnership) ownership: ConfirmedOwnership;
}

/** P14: a claim was not so. */
@Described('The back office found that a claim is not so.')
export class OwnershipRefuted extends OfDwelling {
  @One('What is refuted.', () => RefutedOwnership) ownership: RefutedOwnership;
}

/** P14: a firm link is over. */
@Described('The person is no longer vendor or landlord of the property.')
export class OwnershipEnded extends OfDwelling {
  @One('What has ended.', () => EndedOwnership) ownership: EndedOwnership;
}
