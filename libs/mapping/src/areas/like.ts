import { boundingBox, overlapOf } from '#search-area';
import { listIn, membersIn, numberIn, outlineIn, outlineOrNothing, type Outline } from './read-arguments';

/** Intersection over union of two areas. */
export function overlap(a: unknown, b: unknown): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  return overlapOf(outlineIn('overlap', a), outlineIn('overlap', b));
}

/**
 * The id of the one that is most like the area, of a vendor's `{id, geometry}`; nothing where none is as like as asked for.
 * What has no outline there is passed over.
 */
export function like(geometry: unknown, candidates: unknown, least: unknown): string | undefined {
  const enough = numberIn('like', least, 'the least overlap,', 0.01, 1);
  if (geometry === undefined) return undefined;
  const outline = outlineIn('like', geometry);
  let best: { id: string; overlap: number } | undefined;
  for (const candidate of listIn(candidates).map(membersIn)) {
    const { id } = candidate;
    const other = outlineOrNothing(candidate['geometry']);
    if (typeof id !== 'string' || !other || !touch(outline, other)) continue;
    const shared = overlapOf(outline, other);
    if (shared >= enough && shared > (best?.overlap ?? 0)) best = { id, overlap: shared };
  }
  return best?.id;
}

/** Whether the boxes around both meet: most of a town's areas need no more looking at. */
function touch(a: Outline, b: Outline): boolean {
  const [one, other] = [boundingBox(a), boundingBox(b)];
  return one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];
}
