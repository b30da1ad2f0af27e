import fc from 'fast-check';
import type { Polygon } from 'geojson';
import { boundingBox, circleToPolygon, CircleNotPossible, contains, normaliseArea, overlapOf } from './index';
import { outlineOf } from './outline';
import { openRing } from './ring';
import { simplified } from './simplify';
import { sweep } from './sweep';

/** A star-shaped polygon: one corner a direction, so it never crosses itself. */
function star(distances: readonly number[], [lng, lat]: readonly [number, number] = [10, 40]): Polygon {
  const ring = distances.map((distance, i) => {
    const angle = (2 * Math.PI * i) / distances.length;
    return [lng + distance * Math.cos(angle), lat + distance * Math.sin(angle)];
  });
  return { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] };
}

const wavy = (size: number): number[] =>
  Array.from({ length: size }, (_, i) => 3 + Math.sin((10 * Math.PI * i) / size) + Math.sin(i * i) / 200);
const distances = (least: number, most: number) =>
  fc.array(fc.double({ min: 0.5, max: 5, noNaN: true }), { minLength: least, maxLength: most });

test('any star-shaped polygon is taken, keeps its area and contains its centre', () => {
  fc.assert(
    fc.property(distances(5, 300), fc.integer({ min: -170, max: 170 }), fc.integer({ min: -80, max: 80 }), (corners, lng, lat) => {
      const area = star(corners, [lng, lat]);
      const result = normaliseArea(area, '');
      expect(result).toEqual({ ok: true, geometry: area });
      expect(contains(area, [lng, lat])).toBe(true);
      expect(overlapOf(area, area)).toBe(1);
    }),
    { numRuns: 50 },
  );
});

test('a star-shaped polygon over the antimeridian contains what it contained elsewhere', () => {
  const wrapped = (lng: number): number => (lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng);
  const place = fc.tuple(fc.double({ min: -6, max: 6, noNaN: true }), fc.double({ min: -6, max: 6, noNaN: true }));
  fc.assert(
    fc.property(distances(5, 60), fc.array(place, { minLength: 20, maxLength: 20 }), (corners, places) => {
      const here = star(corners, [0, 0]);
      const ring = star(corners, [180, 0]).coordinates[0] ?? [];
      const there = normaliseArea({ type: 'Polygon', coordinates: [ring.map(([x = 0, y = 0]) => [wrapped(x), y])] }, '');
      if (!there.ok) throw new TypeError(JSON.stringify([ring, there.problems]));
      expect(normaliseArea(there.geometry, '').ok).toBe(true);
      for (const [x, y] of places) expect(contains(there.geometry, [wrapped(180 + x), y])).toBe(contains(here, [x, y]));
    }),
    { numRuns: 50 },
  );
});

test('a ring is found to cross itself exactly when comparing every pair of its edges says so', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })), { minLength: 3, maxLength: 9 }),
      (corners) => {
        const ring = [...corners, ...corners.slice(0, 1)];
        const result = normaliseArea({ type: 'Polygon', coordinates: [ring] }, '');
        const crossing = !result.ok && result.problems.some(({ rule }) => rule === 'areaCrossing');
        if (properCrossing(corners) && !runsStraight(corners)) expect(crossing).toBe(true);
        if (!touches(corners)) expect(crossing).toBe(properCrossing(corners));
      },
    ),
    { numRuns: 3_000 },
  );
});

test('between 2,001 and 20,000 vertices an area is simplified to 2,000, still simple, with the overlap measured', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2_001, max: 20_000 }), (size) => {
      const area = star(wavy(size));
      const result = normaliseArea(area, '');
      if (!result.ok) throw new TypeError(JSON.stringify(result.problems));
      expect(result.simplified).toMatchObject({ from: size, to: 2_000 });
      expect(result.simplified?.overlap).toBeGreaterThan(0.95);
      expect(result.simplified?.overlap).toBe(overlapOf(area, result.geometry));
      expect(normaliseArea(result.geometry, '')).toEqual({ ok: true, geometry: result.geometry });
    }),
    { numRuns: 5 },
  );
});

test('a narrow wavy strip stays simple when simplified: its two banks never come to cross', () => {
  const bank = (from: number, offset: number) =>
    Array.from({ length: 4_000 }, (_, i) => [(i + from) / 400, Math.sin((i + from) / 30) + offset] as const);
  const positions = [...bank(0, 0), ...bank(0.5, 0.0003).reverse()];
  const ring = openRing({ path: '', part: 0, index: 0, hole: false, positions: [...positions, ...positions.slice(0, 1)] });
  const outline = outlineOf([ring]);
  const fewer = simplified(outline, sweep(outline).parentOf, 2_000);
  expect(fewer?.rings.map(({ sent }) => sent.length)).toEqual([2_000]);
  expect(sweep(outlineOf(fewer?.rings ?? [])).meetings).toEqual([]);
});

test('2,000 vertices are kept as sent, more than 20,000 are refused before anything else is looked at', () => {
  expect(normaliseArea(star(wavy(2_000)), '')).toEqual({ ok: true, geometry: star(wavy(2_000)) });
  expect(normaliseArea({ type: 'Polygon', coordinates: [Array.from({ length: 100_001 }, () => null)] }, '/g')).toEqual({
    ok: false,
    problems: [{ path: '/g/coordinates', rule: 'areaVertices', message: expect.stringContaining('100000 vertices; at most 20000') }],
  });
});

test('what simplifying would turn into another area is refused', () => {
  const teeth = Array.from({ length: 4_000 }, (_, i) => [
    [i / 100, 0],
    [i / 100, 30],
    [i / 100 + 0.005, 30],
    [i / 100 + 0.005, 0],
  ]).flat();
  const result = normaliseArea({ type: 'Polygon', coordinates: [[...teeth, [40, -0.01], [0, -0.01], [0, 0]]] }, '');
  expect(result).toMatchObject({ ok: false, problems: [{ rule: 'areaSimplify' }] });
});

test('ten times the vertices cost about ten times the comparisons, never a hundred times', () => {
  const comparisons = (size: number): number => {
    const positions = (star(wavy(size)).coordinates[0] ?? []).map(([x = 0, y = 0]): [number, number] => [x, y]);
    return sweep(outlineOf([openRing({ path: '', part: 0, index: 0, hole: false, positions })])).comparisons;
  };
  expect(comparisons(20_000) / comparisons(2_000)).toBeLessThan(14);
});

test('a circle has its radius, contains its centre, and is cut at the antimeridian', () => {
  const small = circleToPolygon([-0.13, 51.5], 1_609.344, 128);
  expect(normaliseArea(small, '')).toEqual({ ok: true, geometry: small });
  expect(boundingBox(small)[3] - 51.5).toBeCloseTo(1_609.344 / 111_195, 5);
  const fiji = circleToPolygon([179.99, -17], 10_000);
  expect(fiji.type).toBe('MultiPolygon');
  expect([contains(fiji, [179.99, -17]), contains(fiji, [-179.95, -17]), contains(fiji, [-179.8, -17])]).toEqual([true, true, false]);
});

test('a circle over a pole, without radius or nowhere is refused', () => {
  for (const make of [() => circleToPolygon([0, 89.99], 10_000), () => circleToPolygon([0, 0], 0), () => circleToPolygon([0, NaN], 5)]) {
    expect(make).toThrow(CircleNotPossible);
  }
});

test('overlap is intersection over union, on the sphere', () => {
  const box = (west: number, south: number, east: number, north: number): Polygon => ({
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  });
  expect(overlapOf(box(0, 0, 2, 1), box(1, 0, 3, 1))).toBeCloseTo(1 / 3, 6);
  expect(overlapOf(box(0, 0, 1, 60), box(0, 0, 1, 30))).toBeCloseTo(Math.sin(Math.PI / 6) / Math.sin(Math.PI / 3), 4);
  expect(overlapOf(box(0, 0, 1, 1), box(5, 5, 6, 6))).toBe(0);
  const holed: Polygon = { type: 'Polygon', coordinates: [...box(0, 0, 2, 2).coordinates, ...box(0.5, 0.5, 1.5, 1.5).coordinates] };
  expect(overlapOf(holed, box(0, 0, 2, 2))).toBeCloseTo(0.75, 3);
});

type Corner = readonly [number, number];

function turn(a: Corner, b: Corner, c: Corner): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

function edges(corners: readonly Corner[]): [Corner, Corner][] {
  return corners.map((corner, i) => [corner, corners[(i + 1) % corners.length] ?? corner]);
}

function properCrossing(corners: readonly Corner[]): boolean {
  const all = edges(corners);
  return all.some(([a, b], i) => all.slice(0, i).some(([c, d]) => turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0));
}

/** Whether any three corners lie on one line, which leaves room for touching. */
function touches(corners: readonly Corner[]): boolean {
  return corners.some((a, i) => corners.some((b, j) => j > i && corners.some((c, k) => k > j && turn(a, b, c) === 0)));
}

/** Whether any corner lies on one line with its neighbours, where a spike may have been taken off. */
function runsStraight(corners: readonly Corner[]): boolean {
  const [first, second] = corners;
  const round = first && second ? [...corners, first, second] : corners;
  return round.some((c, i) => {
    const [a, b] = [round[i - 2], round[i - 1]];
    return a !== undefined && b !== undefined && turn(a, b, c) === 0;
  });
}
