import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { AreaGeometryView, AreaView } from '../../events/event-views';

const sides = ['website', 'backOffice', 'hand'] as const;
/** Who said it; by hand is what a member writes at the lead desk. */
export type SaidBy = (typeof sides)[number];

export class FeatureView {
  @ApiProperty() term: string;
  @ApiProperty({ description: 'must, nice or no' }) want: string;
}

export class CriteriaAreaView {
  @ApiPropertyOptional() label?: string;
  @ApiPropertyOptional({ description: 'place, radius, polygon or postcodes' }) kind?: string;
  @ApiPropertyOptional() placeRef?: string;
  @ApiPropertyOptional({ type: [Number], description: '[longitude, latitude]' }) centre?: number[];
  @ApiPropertyOptional({ description: 'Metres' }) radiusMetres?: number;
  @ApiPropertyOptional({ type: [String] }) postcodes?: string[];
}

/** What is wanted, without its outlines: those are in `areas`. Other members may be present as sent. */
export class SearchCriteriaView {
  @ApiPropertyOptional({ description: 'sales or lettings' }) channel?: string;
  @ApiPropertyOptional({ description: 'Decimal' }) minPrice?: string;
  @ApiPropertyOptional({ description: 'Decimal' }) maxPrice?: string;
  @ApiPropertyOptional() priceFrequency?: string;
  @ApiPropertyOptional({ description: 'ISO 4217' }) currency?: string;
  @ApiPropertyOptional() minBedrooms?: number;
  @ApiPropertyOptional() maxBedrooms?: number;
  @ApiPropertyOptional() minBathrooms?: number;
  @ApiPropertyOptional({ type: [String] }) propertyTypes?: string[];
  @ApiPropertyOptional({ type: [FeatureView] }) features?: FeatureView[];
  @ApiPropertyOptional({ type: [CriteriaAreaView] }) areas?: CriteriaAreaView[];
}

export class AlertView {
  @ApiProperty({ description: 'active, paused or disabled' }) status: string;
  @ApiProperty({ description: 'instant, daily, weekly, monthly or never' }) frequency: string;
}

export class SavedSearchView {
  @ApiProperty() searchId: string;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty({ enum: ['explicit'] }) strength: 'explicit';
  @ApiProperty({ type: SearchCriteriaView }) criteria: SearchCriteriaView;
  @ApiProperty() inWords: string;
  @ApiProperty({ type: AlertView, nullable: true }) alert: AlertView | null;
  @ApiProperty({ enum: sides }) side: SaidBy;
  @ApiProperty({ format: 'date-time' }) savedAt: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) removedAt: string | null;
  @ApiProperty({ type: [AreaView] }) areas: AreaView[];
  @ApiProperty({ description: 'Names this state of it; sent along with a change' }) version: string;
}

/** Folded from implied searches: guides, never a requirement. */
export class InferredInterestView {
  @ApiProperty() inWords: string;
  @ApiProperty({ type: SearchCriteriaView }) criteria: SearchCriteriaView;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ format: 'date-time' }) lastAt: string;
  @ApiProperty({ type: [AreaView] }) areas: AreaView[];
}

export class PropertySummaryView {
  @ApiPropertyOptional({ description: 'Decimal or as sent' }) price?: string;
  @ApiPropertyOptional() beds?: number;
  @ApiPropertyOptional() baths?: number;
  @ApiPropertyOptional() kind?: string;
}

export class PropertyRefView {
  @ApiProperty() system: string;
  @ApiProperty() id: string;
  @ApiPropertyOptional() agentRef?: string;
  @ApiPropertyOptional() uprn?: string;
  @ApiPropertyOptional() address?: string;
  @ApiPropertyOptional({ type: PropertySummaryView }) summary?: PropertySummaryView;
}

export class SavedPropertyView {
  @ApiProperty({ type: PropertyRefView }) propertyRef: PropertyRefView;
  @ApiProperty() label: string;
  @ApiProperty({ format: 'date-time' }) savedAt: string;
  @ApiProperty({ enum: sides }) side: SaidBy;
  @ApiProperty({ enum: ['saved', 'interest'], description: 'Saved on the website, or shown in branch' }) via: 'saved' | 'interest';
}

export class OwnershipView {
  @ApiProperty({ type: PropertyRefView }) propertyRef: PropertyRefView;
  @ApiProperty() label: string;
  @ApiProperty({ description: 'vendor or landlord' }) capacity: string;
  @ApiProperty({ description: 'claimed, confirmed, refuted or ended' }) state: string;
  @ApiProperty({ format: 'date-time' }) since: string;
}

/** An area as it was searched in, to be put into a search as it is. */
export class KnownAreaView extends OmitType(CriteriaAreaView, ['label']) {
  @ApiProperty() label: string;
  @ApiProperty({ type: AreaGeometryView }) geometry: AreaGeometryView;
}

export class KnownPropertyView {
  @ApiProperty({ type: PropertyRefView }) propertyRef: PropertyRefView;
  @ApiProperty() label: string;
}
