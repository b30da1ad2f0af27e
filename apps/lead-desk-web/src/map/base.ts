import type { FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import statesUrl from 'us-atlas/states-10m.json?url';
import countriesUrl from 'world-atlas/countries-50m.json?url';
import { DeskProblem } from '../session/desk-problem';

/** What lies under the areas. */
export interface Base {
  countries: FeatureCollection;
  states: FeatureCollection;
}

export async function readBase(): Promise<Base> {
  const [countries, states] = await Promise.all([outlines(countriesUrl, 'countries'), outlines(statesUrl, 'states')]);
  return { countries, states };
}

async function outlines(url: string, name: string): Promise<FeatureCollection> {
  const response = await fetch(url);
  if (!response.ok) throw new DeskProblem(response.status, url);
  // The atlas files come along with the screens; their shape is theirs.
  const topology = (await response.json()) as Topology<Record<string, GeometryCollection>>;
  const collection = topology.objects[name];
  return collection ? feature(topology, collection) : { type: 'FeatureCollection', features: [] };
}
