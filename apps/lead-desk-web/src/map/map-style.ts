import type { StyleSpecification } from '@vis.gl/react-maplibre';
import type { Base } from './base';

/** A map style of the agency's own, set when the screens are built; without one the base is drawn from outlines that come along. */
const configured: unknown = import.meta.env.VITE_MAP_STYLE_URL;
export const styleUrl = typeof configured === 'string' && configured !== '' ? configured : undefined;

interface Palette {
  water: string;
  land: string;
  border: string;
  area: string;
}

export const palettes: Record<'light' | 'dark', Palette> = {
  light: { water: '#e6ebf1', land: '#fafafb', border: '#cfd1da', area: '#3f3ab3' },
  dark: { water: '#121318', land: '#23252e', border: '#3f4250', area: '#a5a3f4' },
};

export function baseStyle({ water, land, border }: Palette, base: Base | undefined): StyleSpecification {
  const empty: Base['countries'] = { type: 'FeatureCollection', features: [] };
  return {
    version: 8,
    sources: {
      countries: { type: 'geojson', data: base?.countries ?? empty, tolerance: 0.2 },
      states: { type: 'geojson', data: base?.states ?? empty, tolerance: 0.2 },
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': water } },
      { id: 'land', type: 'fill', source: 'countries', paint: { 'fill-color': land } },
      { id: 'states', type: 'line', source: 'states', paint: { 'line-color': border, 'line-width': 0.75 } },
      { id: 'borders', type: 'line', source: 'countries', paint: { 'line-color': border, 'line-width': 1.25 } },
    ],
  };
}
