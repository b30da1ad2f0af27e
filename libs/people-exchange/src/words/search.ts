import { ValidateIf, IsIn } from 'class-validator';
import { Amount, Currency, Free, Many, Number_, One, OneOf, Place, Text, Texts, Whole, Word, Words } from './rules';

/** A search area; `geometry` is an RFC 7946 Polygon or MultiPolygon and always there. Longitude first, latitude second. */
export class Area {
  @Text(200) label: string;
  @OneOf(['place', 'radius', 'polygon', 'postcodes']) kind: string;
  @Text(200, { optional: true }) placeRef?: string;
  /** [longitude, latitude] in degrees. */
  @Place({ optional: true }) centre?: [number, number];
  @Number_(1, 1_000_000, { optional: true }) radiusMetres?: number;
  @Texts(12, 500, { optional: true }) postcodes?: string[];
  @Free() geometry: object;
}

export class Feature {
  @Word() term: string;
  @OneOf(['must', 'nice', 'no']) want: string;
}

/** What is looked for; a price needs its currency. */
abstract class SearchCriteria {
  @OneOf(['sales', 'lettings']) channel: 'sales' | 'lettings';
  @Amount({ optional: true }) minPrice?: string;
  @Amount({ optional: true }) maxPrice?: string;
  @Word({ optional: true }) priceFrequency?: string;
  @ValidateIf((search: SearchCriteria, value) => value !== undefined || search.minPrice !== undefined || search.maxPrice !== undefined)
  @Currency()
  currency?: string;
  @Whole(0, 100, { optional: true }) minBedrooms?: number;
  @Whole(0, 100, { optional: true }) maxBedrooms?: number;
  @Whole(0, 100, { optional: true }) minBathrooms?: number;
  @Words(50, { optional: true }) propertyTypes?: string[];
  @Many(() => Feature, 100, { optional: true }) features?: Feature[];
  @Many(() => Area, 50, { optional: true }) areas?: Area[];
}

/** What somebody looked at without saving it (P4): soft, may guide, is never a requirement (I11). */
export class ImpliedSearch extends SearchCriteria {
  @IsIn(['implied']) strength: 'implied';
}

/** What somebody saved (P5, P6): hard, a full requirement. */
export class ExplicitSearch extends SearchCriteria {
  @IsIn(['explicit']) strength: 'explicit';
}

export class Alert {
  @OneOf(['active', 'paused', 'disabled']) status: string;
  @OneOf(['instant', 'daily', 'weekly', 'monthly', 'never']) frequency: string;
  @Text(200, { optional: true }) reason?: string;
  @Text(120, { optional: true }) changedBy?: string;
}

export class SavedSearch {
  @Text(128) searchId: string;
  @Text(200, { optional: true }) name?: string;
  @One(() => ExplicitSearch) search: ExplicitSearch;
  @One(() => Alert, { optional: true }) alert?: Alert;
}
