import { side } from './exact';

test('a point on a line is on it, one lattice step beside it is not, across the whole globe', () => {
  const [ax, ay, bx, by] = [-180e9 + 1, -90e9 + 3, 180e9 - 2, 90e9 - 1];
  const [cx, cy] = [ax + 2 * (bx - ax), ay + 2 * (by - ay)];
  expect(side(ax, ay, bx, by, cx, cy)).toBe(0);
  expect(side(ax, ay, bx, by, cx, cy + 1)).toBeGreaterThan(0);
  expect(side(ax, ay, bx, by, cx + 1, cy)).toBeLessThan(0);
  // Neighbouring Fibonacci numbers: the triangle of these three has an area of half a step squared, far below what floating point sees.
  expect(side(0, 0, 86_267_571_272, 53_316_291_173, 53_316_291_173, 32_951_280_099)).toBe(-1);
  expect(side(0, 0, 53_316_291_173, 32_951_280_099, 86_267_571_272, 53_316_291_173)).toBe(1);
});
