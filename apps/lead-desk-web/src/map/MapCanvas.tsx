import 'maplibre-gl/dist/maplibre-gl.css';
import { Button, Skeleton, useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Layer, Map, type MapRef, NavigationControl, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection } from 'geojson';
import { setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useMemo, useRef } from 'react';
import { t } from '../words/words';
import { areaLabel } from './area-label';
import type { DrawnArea } from './AreaMap';
import { readBase } from './base';
import { boxOf, type Point, ringsOf } from './geometry';
import { baseStyle, palettes, styleUrl } from './map-style';

setWorkerUrl(workerUrl);

// The outlines that come along say where it is only from some way off.
const fitOptions = { padding: 36, maxZoom: styleUrl === undefined ? 9 : 13 };

/** The map itself: a quiet base of countries and states, the areas on top, fitted to them. */
export default function MapCanvas({ areas, onPick }: { areas: readonly DrawnArea[]; onPick?(point: Point): void }) {
  const scheme = useComputedColorScheme('light');
  const base = useQuery({ queryKey: ['map', 'base'], queryFn: readBase, staleTime: Infinity, enabled: styleUrl === undefined });
  const map = useRef<MapRef>(null);
  const box = useMemo(() => boxOf(areas.map((area) => area.geometry)), [areas]);
  const shapes = useMemo(() => shapesOf(areas), [areas]);
  const colours = palettes[scheme];
  if (base.isError) throw base.error;
  if (styleUrl === undefined && !base.data) return <Skeleton height="100%" />;
  return (
    <div role="region" aria-label={t('map.label', { areas: areas.map(areaLabel).join(', ') })} style={{ position: 'absolute', inset: 0 }}>
      <Map
        ref={map}
        key={scheme}
        initialViewState={box && { bounds: box, fitBoundsOptions: fitOptions }}
        mapStyle={styleUrl ?? baseStyle(colours, base.data)}
        attributionControl={false}
        dragRotate={false}
        pitchWithRotate={false}
        touchPitch={false}
        cooperativeGestures={false}
        scrollZoom={false}
        maxZoom={16}
        fadeDuration={0}
        cursor={onPick && 'crosshair'}
        onClick={onPick && (({ lngLat: { lng, lat } }) => onPick([lng, lat]))}
      >
        <Source id="areas" type="geojson" data={shapes}>
          <Layer id="areas-fill" type="fill" paint={{ 'fill-color': colours.area, 'fill-opacity': 0.22 }} />
          <Layer
            id="areas-line"
            type="line"
            layout={{ 'line-join': 'round' }}
            paint={{ 'line-color': colours.area, 'line-width': ['interpolate', ['linear'], ['zoom'], 3, 1.5, 12, 3] }}
          />
        </Source>
        <NavigationControl position="top-right" showCompass={false} />
      </Map>
      {box && (
        <Button
          variant="default"
          size="compact-xs"
          style={{ position: 'absolute', top: 10, left: 10 }}
          onClick={() => map.current?.fitBounds(box, fitOptions)}
        >
          {t('map.fit')}
        </Button>
      )}
    </div>
  );
}

function shapesOf(areas: readonly DrawnArea[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: areas.map(({ label, geometry }) => ({
      type: 'Feature',
      properties: { label },
      geometry: {
        type: 'Polygon',
        coordinates: ringsOf(geometry).map((ring) => ring.map(([lng, lat]) => [lng, lat])),
        ...exactly(geometry),
      },
    })),
  };
}

/** A MultiPolygon stays one: its rings are not one polygon's. */
function exactly({ type, coordinates }: DrawnArea['geometry']): Partial<GeoJSON.Polygon> {
  // Checked at the gateway; the API's document cannot say how deep the lists go.
  return { type, coordinates } as Partial<GeoJSON.Polygon>;
}
