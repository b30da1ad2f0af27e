import { circleToPolygon } from '#search-area';
import type { Chance } from './chance';
import { outlines, type Outline } from './outlines';

/** Search criteria with one or two areas; `kept` says whether the areas arrive to the last digit as they were sent. */
export interface Wanted {
  criteria: Record<string, unknown>;
  kept: boolean;
}

/** What somebody looks for: `outlined` is the share of searches by a real outline, the rest are circles. */
export function wantedOf(chance: Chance, outlined: number): Wanted {
  const lettings = chance.maybe(0.35);
  const low = lettings ? chance.int(6, 20) * 50 : chance.int(10, 60) * 10_000;
  const areas = Array.from({ length: chance.maybe(0.15) ? 2 : 1 }, () => areaOf(chance, outlined));
  return {
    criteria: {
      channel: lettings ? 'lettings' : 'sales',
      minPrice: String(low),
      maxPrice: String(lettings ? low + 600 : low + 150_000),
      ...(lettings ? { priceFrequency: 'monthly' } : {}),
      currency: 'GBP',
      minBedrooms: chance.int(1, 4),
      propertyTypes: chance.shuffle(['house', 'flat', 'bungalow', 'cottage']).slice(0, chance.int(1, 3)),
      features: chance.maybe(0.4)
        ? [{ term: chance.pick(['garden', 'parking', 'seaView', 'lift']), want: chance.pick(['must', 'nice', 'no']) }]
        : [],
      areas: areas.map(({ area }) => area),
    },
    kept: areas.every(({ kept }) => kept),
  };
}

const places: readonly { label: string; centre: [number, number] }[] = [
  { label: 'Lewes', centre: [0.0088, 50.8739] },
  { label: 'Whitby', centre: [-0.6145, 54.4863] },
  { label: 'Galway', centre: [-9.0568, 53.2707] },
  { label: 'Annapolis', centre: [-76.4922, 38.9784] },
  { label: 'Camden, Maine', centre: [-69.0648, 44.2098] },
  { label: 'Saint-Malo', centre: [-2.0257, 48.6493] },
  { label: 'Málaga', centre: [-4.4214, 36.7213] },
];

function areaOf(chance: Chance, outlined: number): { area: Record<string, unknown>; kept: boolean } {
  if (chance.maybe(outlined)) return outlineArea(chance.pick(outlines()));
  const place = chance.pick(places);
  const radiusMetres = chance.pick([800, 1_600, 5_000, 16_000]);
  return {
    area: {
      label: `${place.label} + ${radiusMetres / 1_000} km`,
      kind: 'radius',
      centre: place.centre,
      radiusMetres,
      geometry: circleToPolygon(place.centre, radiusMetres),
    },
    kept: true,
  };
}

function outlineArea(outline: Outline): { area: Record<string, unknown>; kept: boolean } {
  return {
    area: { label: outline.label, kind: 'place', placeRef: `place:${outline.label}`, centre: outline.centre, geometry: outline.geometry },
    kept: outline.kept,
  };
}
