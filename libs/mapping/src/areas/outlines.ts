import { overlapOf } from '#search-area';
import type { Polygon, Position } from 'geojson';
import { listIn, membersIn, numberIn, outlineIn, type Outline } from './read-arguments';
import { alone, partsOf, sizeOf, together } from './rings';

export interface Piece {
  readonly label: string;
  /** One ring without holes. */
  readonly geometry: Polygon;
}

/** What is left of areas at a vendor, and how much of them that is (0 to 1). */
export interface Pieces {
  readonly pieces: readonly Piece[];
  readonly overlap: number;
}

/**
 * Areas as at most so many single rings, for vendors that hold no holes and no parts: the smallest go where there are too many.
 * Nothing where there are no areas.
 */
export function outlines(areas: unknown, most: unknown): Pieces | undefined {
  const limit = numberIn('outlines', most, 'how many rings at most,', 1, 50);
  const sent = listIn(areas).map((area) => {
    const { label, geometry } = membersIn(area);
    return { label: typeof label === 'string' ? label : 'Area', outline: outlineIn('outlines', geometry) };
  });
  if (sent.length === 0) return undefined;
  const all = sent.flatMap(({ label, outline }) => ringsOf(label, outline));
  const least = all.map(({ size }) => size).sort((a, b) => b - a)[limit - 1] ?? 0;
  const pieces = all.filter(({ size }) => size >= least).slice(0, limit);
  const rings = sent.flatMap(({ outline }) => partsOf(outline).flat());
  return {
    pieces: pieces.map(({ label, ring }) => ({ label, geometry: alone(ring) })),
    // To measure costs more than all else, and mostly nothing is lost.
    overlap:
      pieces.length === rings.length
        ? 1
        : overlapOf(together(sent.map(({ outline }) => outline)), together(pieces.map(({ ring }) => alone(ring)))),
  };
}

function ringsOf(label: string, outline: Outline): { label: string; ring: Position[]; size: number }[] {
  const parts = partsOf(outline);
  return parts.flatMap(([ring], i) =>
    ring ? [{ label: parts.length === 1 ? label : `${label} ${i + 1}`, ring, size: sizeOf(ring) }] : [],
  );
}
