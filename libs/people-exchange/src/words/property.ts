import { Amount, Currency, Id, One, OneOf, Text, Texts, Time, Whole, Word } from './rules';

export class PropertySummary {
  @Amount({ optional: true }) price?: string;
  @Currency({ optional: true }) currency?: string;
  @Whole(0, 100, { optional: true }) beds?: number;
  @Whole(0, 100, { optional: true }) baths?: number;
  @Word({ optional: true }) kind?: string;
}

/** A listing (for saves and views) or a dwelling (for claims), as its system names it. */
export class PropertyRef {
  @Id() system: string;
  @Id() id: string;
  @Id({ optional: true }) agentRef?: string;
  @Texts(128, 20, { optional: true }) portalRefs?: string[];
  @Text(12, { optional: true }) uprn?: string;
  @Id({ optional: true }) mls?: string;
  @Text(500, { optional: true }) address?: string;
  @One(() => PropertySummary, { optional: true }) summary?: PropertySummary;
}

export class Ownership {
  @OneOf(['vendor', 'landlord']) capacity: string;
  @OneOf(['claimed', 'confirmed', 'refuted', 'ended']) state: string;
  @Texts(500, 20, { optional: true }) evidence?: string[];
  @Time({ optional: true }) since?: string;
  @Time({ optional: true }) until?: string;
}
