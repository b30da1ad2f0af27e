import { Amount, Currency, Formed, Id, items, Numeric, One, OneOf, Text, Texts, Time, Whole, Word } from '../rules';
import { Described } from '../schemas/described';
import { priceFrequencies, propertyTypes } from './search';

/** What the property was like when the event happened. */
@Described('What the property was like when the event happened.')
export class PropertySummary {
  @Amount('Price or rent, a decimal text.', { optional: true }) price?: string;
  @Currency('ISO 4217 code of the price; needed with it.', {
    beside: ['price'],
    missing: { name: 'matches', expected: 'is missing: a price needs its currency, an ISO 4217 code such as "GBP"' },
  })
  currency?: string;
  @Word('What period the price is for.', priceFrequencies, { optional: true }) priceFrequency?: string;
  @Whole('Bedrooms.', 0, 100, { optional: true }) beds?: number;
  @Numeric('Bathrooms; one without a bath may count half.', 0, 100, { optional: true }) baths?: number;
  @Word('Type of property.', propertyTypes, { optional: true }) kind?: string;
}

/** A listing (for views and saves) or a dwelling (for claims), as its system names it. */
@Described('A listing (for views and saves) or a dwelling (for claims), as its system names it.')
export class PropertyRef {
  @Id('The system whose id it is.') system: string;
  @Id('Its id in that system.') id: string;
  @Id("The agent's own reference.", { optional: true }) agentRef?: string;
  @Texts('Ids at portals, such as rightmove:123456.', 128, items(20), { optional: true }) portalRefs?: string[];
  @Formed('Unique property reference number (Great Britain), up to 12 digits.', 12, /^\d{1,12}$/u, 'must be up to 12 digits', {
    optional: true,
  })
  uprn?: string;
  @Id('Listing key of a multiple listing service.', { optional: true }) mls?: string;
  @Text('Address as one text.', 500, { optional: true }) address?: string;
  @One('What it was like.', () => PropertySummary, { optional: true }) summary?: PropertySummary;
}

/** Who owns a dwelling: a claim is soft, a confirmation firm (seed 003, items 13 and 14). */
abstract class OwnershipTerms {
  @Word('Sells or lets.', ['vendor', 'landlord']) capacity: string;
  @Texts('What shows it.', 500, items(20), { optional: true }) evidence?: string[];
  @Time('Since when.', { optional: true }) since?: string;
  @Time('Until when.', { optional: true }) until?: string;
}

@Described('What a customer says: a soft link that unlocks nothing.')
export class ClaimedOwnership extends OwnershipTerms {
  @OneOf('Always claimed.', ['claimed']) state: 'claimed';
}

@Described('What the back office confirms: a firm link.')
export class ConfirmedOwnership extends OwnershipTerms {
  @OneOf('Always confirmed.', ['confirmed']) state: 'confirmed';
}

@Described('What the back office found not to be so.')
export class RefutedOwnership extends OwnershipTerms {
  @OneOf('Always refuted.', ['refuted']) state: 'refuted';
}

@Described('What was so, and is no longer.')
export class EndedOwnership extends OwnershipTerms {
  @OneOf('Always ended.', ['ended']) state: 'ended';
}

export type Ownership = ClaimedOwnership | ConfirmedOwnership | RefutedOwnership | EndedOwnership;
