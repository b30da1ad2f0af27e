import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { normaliseArea, overlapOf } from './index';

// Sent with edges that jump over the antimeridian: the overlap with the uncut original means nothing.
const crossesAntimeridian = new Set(['Russia 643', 'Fiji 242']);

interface Named {
  name: string;
  geometry: Polygon | MultiPolygon;
}

function outlines(file: string, layer: string): Named[] {
  // The files are TopoJSON by their packages' own description; require() only knows them as JSON.
  const topology = jest.requireActual<Topology<Record<string, GeometryCollection<{ name: string }>>>>(file);
  const objects = topology.objects[layer];
  if (!objects) return [];
  const { features } = feature(topology, objects) as FeatureCollection<Polygon | MultiPolygon | null, { name: string }>;
  return features.flatMap(({ geometry, properties, id }) => (geometry ? [{ name: `${properties.name} ${id}`, geometry }] : []));
}

// Refused for what rounding left in them: rounding to a raster left parts or holes without area, and outlines that run along or across themselves.
// Antarctica is drawn for a sphere, round the pole and not through it; Sudan crosses itself at two corners.
const refusedOf = {
  'us-atlas/counties-10m.json': {
    areaFlat:
      'Arapahoe 08005, Boulder 08013, Broomfield 08014, Denver 08031, Falls Church 51610, Haines 02100, Hoonah-Angoon 02105, Jefferson 08059, ' +
      'Lafourche 22057, Manassas 51683, Montgomery 51121, New Castle 10003, Pickens 45077, Prince William 51153, Radford 51750, ' +
      'San Francisco 06075, Sandoval 35043, Weld 08123, White 47185',
    areaCrossing: 'Alameda 06001, Chesterfield 51041, Franklin 51620, Isle of Wight 51093, Morehouse 22067',
  },
  'us-atlas/states-10m.json': { areaFlat: 'Delaware 10' },
  'world-atlas/countries-110m.json': { areaCrossing: 'Antarctica 010, Sudan 729', areaFlat: 'North Korea 408' },
  'world-atlas/countries-50m.json': { areaPole: 'Antarctica 010' },
};

test.each([
  ['us-atlas/counties-10m.json', 'counties'],
  ['us-atlas/states-10m.json', 'states'],
  ['world-atlas/countries-110m.json', 'countries'],
  ['world-atlas/countries-50m.json', 'countries'],
] as const)('real outlines keep their area or are refused for a known reason: %s', (file, layer) => {
  const refused: Record<string, string[]> = {};
  for (const { name, geometry } of outlines(file, layer)) {
    const result = normaliseArea(geometry, '');
    if (result.ok) {
      const same = crossesAntimeridian.has(name) ? 1 : overlapOf(result.geometry, geometry);
      expect([name, same > (result.simplified ? 0.95 : 0.99999)]).toEqual([name, true]);
    } else {
      const rules = [...new Set(result.problems.map(({ rule }) => rule))].join(' ');
      refused[rules] = [...(refused[rules] ?? []), name].sort();
    }
  }
  expect(Object.fromEntries(Object.entries(refused).map(([rules, names]) => [rules, names.join(', ')]))).toEqual(refusedOf[file]);
});
