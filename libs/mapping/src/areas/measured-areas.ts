import type { MappingFunctions } from '../expression';
import { boundingCircle } from './bounding-circle';
import { hull } from './hull';
import { mostLike } from './like';
import { outlines } from './outlines';

/** How much of an area a conversion kept: intersection over union of what was sent and what it became, from 0 to 1. */
export interface MeasuredArea {
  /** The function that brought it into another form. */
  readonly by: 'boundingCircle' | 'hull' | 'like' | 'outlines';
  readonly overlap: number;
}

/** The area functions that change an area, which tell how much of it they kept (X5). */
export function measuredAreas(note: (measured: MeasuredArea) => void): MappingFunctions {
  const noted = <T extends { readonly overlap: number }>(by: MeasuredArea['by'], made: T | undefined): T | undefined => {
    if (made) note({ by, overlap: made.overlap });
    return made;
  };
  return {
    boundingCircle: (geometry) => noted('boundingCircle', boundingCircle(geometry)),
    hull: (geometry) => noted('hull', hull(geometry)),
    like: (geometry, candidates, least) => noted('like', mostLike(geometry, candidates, least))?.id,
    outlines: (areas, most) => noted('outlines', outlines(areas, most)),
  };
}
