/**
 * What somebody looks for, without its outlines' meaning being touched. The two kinds carry a brand of their own, so that a
 * soft search cannot be handed to what takes a hard one (I11): there is no function from the one to the other.
 */
interface Criteria {
  readonly channel: 'sales' | 'lettings';
  readonly minPrice?: string;
  readonly maxPrice?: string;
  readonly priceFrequency?: string;
  readonly currency?: string;
  readonly minBedrooms?: number;
  readonly maxBedrooms?: number;
  readonly minBathrooms?: number;
  readonly propertyTypes?: readonly string[];
  readonly features?: readonly { readonly term: string; readonly want: string }[];
  readonly areas?: readonly CriteriaArea[];
}

export interface CriteriaArea {
  readonly label: string;
  readonly kind?: string;
  readonly placeRef?: string;
  /** [longitude, latitude] */
  readonly centre?: readonly [number, number];
  readonly radiusMetres?: number;
  readonly postcodes?: readonly string[];
  readonly geometry?: unknown;
}

export interface ImpliedCriteria extends Criteria {
  readonly strength: 'implied';
}

export interface ExplicitCriteria extends Criteria {
  readonly strength: 'explicit';
}

export type AnyCriteria = ImpliedCriteria | ExplicitCriteria;
