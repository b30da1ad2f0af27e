import type { AreaGeometryView } from '../generated';
import { boxOf, type Point, ringsOf } from './geometry';

const mercator = (lat: number): number => Math.log(Math.tan(Math.PI / 4 + (Math.max(-85, Math.min(85, lat)) * Math.PI) / 360));
const east = (lng: number): number => (lng * Math.PI) / 180;

/** The outlines as one SVG path that fills a square of `size` with a margin; points closer than half a pixel are left out. */
export function sketchPath(geometries: readonly AreaGeometryView[], size: number, margin: number): string {
  const box = boxOf(geometries);
  if (!box) return '';
  const [left, right] = [east(box[0]), east(box[2])];
  const [bottom, top] = [mercator(box[1]), mercator(box[3])];
  const room = size - 2 * margin;
  const scale = room / Math.max(right - left, top - bottom, 1e-9);
  const dx = (size - (right - left) * scale) / 2;
  const dy = (size - (top - bottom) * scale) / 2;
  const place = ([lng, lat]: Point): [number, number] => [dx + (east(lng) - left) * scale, dy + (top - mercator(lat)) * scale];

  return geometries
    .flatMap(ringsOf)
    .map((ring) => {
      let last: [number, number] | undefined;
      const steps: string[] = [];
      for (const point of ring) {
        const [x, y] = place(point);
        if (last && Math.abs(last[0] - x) + Math.abs(last[1] - y) < 0.5) continue;
        steps.push(`${steps.length === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`);
        last = [x, y];
      }
      return `${steps.join('')}Z`;
    })
    .join('');
}
