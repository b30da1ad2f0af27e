/**
 * On which side of the line a→b the point c lies: positive left, negative right, 0 on it.
 * Coordinates are whole lattice steps, so the answer is exact: floating point where its error bound allows, whole numbers else.
 */
export function side(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (bx - ax) * (cy - ay);
  const right = (by - ay) * (cx - ax);
  const difference = left - right;
  const size = Math.abs(left) + Math.abs(right);
  if (size < Number.MAX_SAFE_INTEGER || Math.abs(difference) > 4.5e-16 * size) return difference;
  const exact = BigInt(bx - ax) * BigInt(cy - ay) - BigInt(by - ay) * BigInt(cx - ax);
  if (exact === 0n) return 0;
  return exact > 0n ? 1 : -1;
}
