import { readFileSync } from 'node:fs';
import type { MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { normaliseArea } from '#search-area';

/** A real outline to search in. */
export interface Outline {
  label: string;
  geometry: Polygon | MultiPolygon;
  vertices: number;
  /** [longitude, latitude] of the middle of its largest part. */
  centre: [number, number];
  /** True when the bridge keeps it to the last digit; else it turns, cuts or simplifies it. */
  kept: boolean;
}

/** Counties (US Census, by us-atlas) and countries (Natural Earth 1:50m, by world-atlas) that people look for homes in. */
const countyIds = [
  '23009',
  '22075',
  '06083',
  '15009',
  '45019',
  '06037',
  '53053',
  '36103',
  '06053',
  '53009',
  '25001',
  '12087',
  '02122',
  '04005',
  '41039',
  '02150',
  '02270',
];
const countryIds = [
  '826',
  '372',
  '250',
  '724',
  '620',
  '380',
  '300',
  '528',
  '752',
  '246',
  '208',
  '276',
  '191',
  '554',
  '710',
  '792',
  '504',
  '764',
  '578',
  '036',
];
/** Sent as the atlas has them: across the antimeridian, wound the other way, or with more vertices than are kept. */
const roughCountyIds = ['02016', '02013', '02164'];
const roughCountryIds = ['156', '152', '304'];

let loaded: Outline[] | undefined;

/** Read once: the files are 4 MB together. */
export function outlines(): readonly Outline[] {
  loaded ??= [
    ...fromAtlas('us-atlas/counties-10m.json', 'counties', countyIds, roughCountyIds),
    ...fromAtlas('world-atlas/countries-50m.json', 'countries', countryIds, roughCountryIds),
  ];
  return loaded;
}

function fromAtlas(file: string, layer: string, ids: string[], rough: string[]): Outline[] {
  // The atlases document their files as TopoJSON with named features.
  const atlas = JSON.parse(readFileSync(require.resolve(file), 'utf8')) as Topology<Record<string, GeometryCollection<{ name: string }>>>;
  const collection = atlas.objects[layer];
  if (!collection) return [];
  const found: Outline[] = [];
  for (const { id, properties, geometry } of feature(atlas, collection).features) {
    const name = String(id);
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') continue;
    if (rough.includes(name)) found.push(outlineOf(properties.name, geometry, false));
    if (!ids.includes(name)) continue;
    const normal = normaliseArea(geometry, '');
    if (normal.ok && !normal.simplified) found.push(outlineOf(properties.name, normal.geometry, true));
  }
  return found;
}

function outlineOf(label: string, geometry: Polygon | MultiPolygon, kept: boolean): Outline {
  const rings = geometry.type === 'Polygon' ? [geometry.coordinates[0] ?? []] : geometry.coordinates.map((part) => part[0] ?? []);
  const largest = rings.reduce((a, b) => (b.length > a.length ? b : a), []);
  const mean = (axis: 0 | 1) => largest.reduce((sum, position) => sum + (position[axis] ?? 0), 0) / Math.max(largest.length, 1);
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const vertices = parts.flat().reduce((sum, ring) => sum + ring.length, 0);
  return { label, geometry, vertices, centre: [round(mean(0)), round(mean(1))], kept };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
