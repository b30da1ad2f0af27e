import { Id, items, Numeric, One, Text, Texts, Whole, Word } from '../rules';
import { Geometry, Position } from '../rules/geometry';
import { Described } from '../schemas/described';

/** Set by the gateway where an outline of more than 2,000 vertices was simplified. */
@Described('Set by the bridge where an outline of more than 2,000 vertices was simplified.')
export class Simplified {
  @Whole('Vertices as sent.', 0, 1_000_000) from: number;
  @Whole('Vertices kept.', 0, 1_000_000) to: number;
  @Numeric('Intersection over union of both outlines, 0 to 1.', 0, 1) overlap: number;
}

/**
 * A search area: its name, centre, radius and full outline (seed 003, item 4).
 * `geometry` is an RFC 7946 Polygon or MultiPolygon and always there, also for a radius. Longitude first, latitude second.
 */
@Described(
  'A search area with its full outline. Positions are [longitude, latitude] in degrees, longitude first. Up to 2,000 vertices are kept as sent, up to 20,000 are simplified, more are refused.',
)
export class Area {
  @Text('Name of the area as the searcher saw it.', 200) label: string;
  @Word('How the area was chosen.', ['place', 'radius', 'polygon', 'postcodes']) kind: string;
  @Id("The sender's own id of the place.", { optional: true }) placeRef?: string;
  @Position('Centre of the search, [longitude, latitude] in degrees; needed where kind is radius.', { when: ['kind', 'radius'] }) centre?: [
    number,
    number,
  ];
  @Numeric('Radius in metres; needed where kind is radius.', 1, 1_000_000, { when: ['kind', 'radius'] }) radiusMetres?: number;
  @Texts('Postcodes or their beginnings; needed where kind is postcodes.', 12, items(500, 1), { when: ['kind', 'postcodes'] })
  postcodes?: string[];
  @Geometry('The outline, also for a radius: an RFC 7946 Polygon or MultiPolygon of [longitude, latitude] positions.') geometry: object;
  @One('Set by the bridge where it simplified the outline.', () => Simplified, { optional: true }) simplified?: Simplified;
}
