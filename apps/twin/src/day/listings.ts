import type { Chance } from './chance';

/** A property as the agency's listing system names it; the shape of a `propertyRef`. */
export interface Listing {
  system: string;
  id: string;
  agentRef: string;
  address: string;
  summary: { price: string; currency: string; beds: number; baths: number; kind: string };
}

const streets = [
  'Quay Street',
  'Hill Road',
  'Mill Lane',
  'Church Walk',
  'Station Approach',
  'Orchard Close',
  "St. Mary's Rise",
  'Rue des Écoles',
  'Harbour View',
  'Long Acre',
];
const towns = ['Port Isaac', 'Lewes', 'Whitby', 'Annapolis', 'Camden', 'Galway', 'Rockport', 'Hastings'];

export function listingsOf(chance: Chance, count: number): Listing[] {
  return Array.from({ length: count }, (_, i) => {
    const lettings = chance.maybe(0.35);
    const beds = chance.int(1, 6);
    const price = lettings ? chance.int(7, 40) * 50 : chance.int(140, 1_400) * 1_000;
    return {
      system: 'listings',
      id: `L-${String(i + 1).padStart(4, '0')}`,
      agentRef: `${lettings ? 'LET' : 'SAL'}${10_000 + i}`,
      address: `${chance.int(1, 180)} ${chance.pick(streets)}, ${chance.pick(towns)}`,
      summary: {
        price: String(price),
        currency: chance.maybe(0.8) ? 'GBP' : 'USD',
        beds,
        baths: chance.int(1, Math.max(1, beds - 1)),
        kind: chance.pick(['house', 'flat', 'bungalow', 'cottage', 'maisonette', 'land']),
      },
    };
  });
}
