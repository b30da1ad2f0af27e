import { Expression } from '../expression';
import { areaFunctions } from './area-functions';
import { latLng, lngLat } from './axes';
import { boundingCircle } from './bounding-circle';
import { hull } from './hull';
import { like, overlap } from './like';
import { outlines } from './outlines';

/** A square of 0.1 degrees, its south-western corner given. */
const square = (lng: number, lat: number, side = 0.1) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lng, lat],
      [lng + side, lat],
      [lng + side, lat + side],
      [lng, lat + side],
      [lng, lat],
    ],
  ],
});
const harbour = square(-1.3, 50.6);
const islands = { type: 'MultiPolygon', coordinates: [harbour.coordinates, square(-1, 50.6, 0.02).coordinates] };
const ringed = { type: 'Polygon', coordinates: [...harbour.coordinates, square(-1.28, 50.62, 0.05).coordinates.flat().toReversed()] };

describe('latitude first', () => {
  it('X5: corners are written latitude before longitude, the closing one left out', () => {
    expect(latLng(harbour)).toEqual(['50.6,-1.3', '50.6,-1.2', '50.7,-1.2', '50.7,-1.3']);
  });

  it('X5: what was written comes back the same, longitude first', () => {
    expect(overlap(lngLat(latLng(harbour)), harbour)).toBe(1);
    expect(lngLat(['50.6,-1.3', ' 50.6, -1.2', '50.7,-1.2', '50.6,-1.3'])?.coordinates[0]?.[0]).toEqual([-1.3, 50.6]);
  });

  it.each([[[]], [['50.6']], [['50.6,-1.3', '50.6,-1.2']], [['AB1', 'AB2', 'AB3']], [['95,0', '96,0', '96,1']], [undefined]])(
    'X5: %j is no outline, so it comes back as nothing',
    (corners) => {
      expect(lngLat(corners)).toBeUndefined();
    },
  );

  it.each([islands, ringed])('X5: more than one ring is refused rather than lost without a word', (geometry) => {
    expect(() => latLng(geometry)).toThrow(/takes one ring; this area has 2, so take the pieces that \$outlines makes/);
  });

  it('X5: swapped axes are refused in words', () => {
    expect(() => latLng(square(-1.3, 100))).toThrow(/takes the geometry of an area, longitude first/);
  });
});

describe('single rings', () => {
  const areas = [
    { label: 'Isles', geometry: islands },
    { label: 'Ring', geometry: ringed },
  ];

  it('X5: keep all there is where nothing has to go', () => {
    expect(outlines({ label: 'Harbour', geometry: harbour }, 3)).toEqual({ pieces: [{ label: 'Harbour', geometry: harbour }], overlap: 1 });
  });

  it('X5: name the parts of an area, fill holes and drop the smallest, and say how much is left', () => {
    const found = outlines(areas, 2);
    expect(found?.pieces.map(({ label }) => label)).toEqual(['Isles 1', 'Ring']);
    expect(found?.overlap).toBeGreaterThan(0.94);
    expect(found?.overlap).toBeLessThan(1);
    expect(outlines([{ label: 'Ring', geometry: ringed }], 1)?.overlap).toBeCloseTo(0.75, 2);
  });

  it('X5: are nothing where there are no areas, and are not asked for in nonsense', () => {
    expect(outlines(undefined, 3)).toBeUndefined();
    expect(() => outlines(areas, 0)).toThrow('$outlines takes how many rings at most, from 1 to 50; got 0');
    expect(() => outlines([{ label: 'None' }], 3)).toThrow(/longitude first/);
  });
});

describe('a poorer form', () => {
  it('X5: the hull goes around all parts, with its overlap', () => {
    const found = hull(islands);
    expect(overlap(found?.geometry, islands)).toBe(found?.overlap);
    expect(found?.overlap).toBeGreaterThan(0.3);
    expect(found?.overlap).toBeLessThan(0.8);
    expect(hull(harbour)).toEqual({ geometry: harbour, overlap: 1 });
  });

  it('X5: the circle goes around every corner, is nearly the smallest, and has its overlap', () => {
    const found = boundingCircle(harbour);
    expect(found?.centre[0]).toBeCloseTo(-1.25, 2);
    expect(found?.centre[1]).toBeCloseTo(50.65, 2);
    expect(found?.radiusMetres).toBeGreaterThan(6_580);
    expect(found?.radiusMetres).toBeLessThan(6_750);
    expect(found?.overlap).toBeGreaterThan(0.5);
  });

  it.each([hull, boundingCircle, latLng])('X5: of nothing there is nothing', (convert) => {
    expect(convert(undefined)).toBeUndefined();
  });
});

describe('the most alike', () => {
  const there = [
    { id: 'far', geometry: square(10, 10) },
    { id: 'near', geometry: square(-1.299, 50.6) },
    { id: 'none' },
    { id: 'text', latLng: ['AB1', 'AB2', 'AB3'] },
    { id: 'wide', geometry: square(-1.3, 50.6, 0.104) },
  ];

  it('X5: is the one that shares most, where that is enough', () => {
    expect(like(harbour, there, 0.9)).toBe('near');
    expect(like(harbour, there, 0.99)).toBeUndefined();
    expect(like(harbour, undefined, 0.9)).toBeUndefined();
    expect(like(harbour, { id: 'theirs', latLng: ['50.6,-1.3', '50.6,-1.2', '50.7,-1.2', '50.7,-1.3'] }, 0.999)).toBe('theirs');
    expect(like(islands, [{ id: 'all', geometry: islands }, ...there], 0.8)).toBe('all');
  });
});

class NotAnExpression extends Error {}

it('X5: packs call them by name, and a wrong argument is told at its place', async () => {
  const place = { file: 'out/area.jsonata', line: 1, column: 1 };
  const expression = Expression.compile('$outlines($, 2).pieces.$latLng(geometry)', place);
  if (!(expression instanceof Expression)) throw new NotAnExpression(expression.message);
  expect(await expression.evaluate([{ label: 'Harbour', geometry: harbour }], areaFunctions)).toEqual([
    '50.6,-1.3',
    '50.6,-1.2',
    '50.7,-1.2',
    '50.7,-1.3',
  ]);
  await expect(expression.evaluate([{ label: 'Harbour' }], areaFunctions)).rejects.toMatchObject({
    reason: expect.stringContaining('$outlines takes the geometry of an area'),
  });
});
