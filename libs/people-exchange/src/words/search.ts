import { Amount, Currency, items, Many, Numeric, OneOf, Whole, Word, Words } from '../rules';
import { Described } from '../schemas/described';
import { Area } from './area';

export const channels = ['sales', 'lettings'] as const;
export type Channel = (typeof channels)[number];
export const propertyTypes = ['house', 'flat', 'bungalow', 'cottage', 'maisonette', 'land', 'studio', 'commercial', 'parking'] as const;
export const priceFrequencies = ['once', 'weekly', 'fourWeekly', 'monthly', 'quarterly', 'annually'] as const;
const currencyIsMissing = { name: 'matches', expected: 'is missing: a price needs its currency, an ISO 4217 code such as "GBP"' };

/** Something a home must, may or must not have. */
@Described('Something a home must, may or must not have.')
export class Feature {
  @Word('What it is.', ['garden', 'parking', 'garage', 'balcony', 'newBuild', 'petsAllowed', 'furnished']) term: string;
  @Word('How much it is wanted: must, nice, or no for not at all.', ['must', 'nice', 'no']) want: string;
}

/** What is looked for. Prices are decimal texts; a price without its currency is refused. */
abstract class SearchCriteria {
  @OneOf('To buy or to rent.', channels) channel: Channel;
  @Amount('Lowest price, a decimal text.', { optional: true }) minPrice?: string;
  @Amount('Highest price, a decimal text.', { optional: true }) maxPrice?: string;
  @Word('What period a price is for.', priceFrequencies, { optional: true }) priceFrequency?: string;
  @Currency('ISO 4217 code of the prices; needed with a price.', { beside: ['minPrice', 'maxPrice'], missing: currencyIsMissing })
  currency?: string;
  @Whole('Fewest bedrooms.', 0, 100, { optional: true }) minBedrooms?: number;
  @Whole('Most bedrooms.', 0, 100, { optional: true }) maxBedrooms?: number;
  @Numeric('Fewest bathrooms; one without a bath may count half.', 0, 100, { optional: true }) minBathrooms?: number;
  @Whole('Fewest reception rooms.', 0, 100, { optional: true }) minReceptions?: number;
  @Words('Types of property, any of them.', propertyTypes, items(50), { optional: true }) propertyTypes?: string[];
  @Many('What it must, may or must not have.', () => Feature, items(100), { optional: true }) features?: Feature[];
  @Many('Where, any of them.', () => Area, items(50), { optional: true }) areas?: Area[];
}

/** What somebody looked for without saving it (P4): soft, may guide and match, is never a requirement (I11). */
@Described('What somebody looked for without saving it: soft, may guide and match, is never a hard requirement.')
export class ImpliedSearch extends SearchCriteria {
  @OneOf('Always implied: a soft interest.', ['implied']) strength: 'implied';
}

/** What somebody saved (P5, P6): hard, a full requirement. No implied search can stand in its place: the types differ in `strength`. */
@Described('What somebody saved: hard, a full requirement.')
export class ExplicitSearch extends SearchCriteria {
  @OneOf('Always explicit: a hard requirement.', ['explicit']) strength: 'explicit';
}
