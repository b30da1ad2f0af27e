import { areaFunctions } from './area-functions';
import { type MeasuredArea, measuredAreas } from './measured-areas';

const square = {
  type: 'Polygon',
  coordinates: [
    [
      [-0.1, 51.5],
      [-0.09, 51.5],
      [-0.09, 51.51],
      [-0.1, 51.51],
      [-0.1, 51.5],
    ],
  ],
};

describe('areas brought into another form', () => {
  it('X5: each conversion tells how much of the area it kept, and does else what it does untold', () => {
    const measured: MeasuredArea[] = [];
    const told = measuredAreas((one) => measured.push(one));
    const given = {
      boundingCircle: [square],
      hull: [square],
      like: [square, [{ id: 'A', geometry: square }], 0.9],
      outlines: [[{ geometry: square }], 3],
    };
    for (const [name, args] of Object.entries(given)) expect(told[name]?.(...args)).toEqual(areaFunctions[name]?.(...args));
    expect(measured.map(({ by }) => by)).toEqual(['boundingCircle', 'hull', 'like', 'outlines']);
    // A circle around a square, which is 10 by 16 degrees' worth here: two thirds of it at most.
    expect(measured[0]?.overlap).toBeGreaterThan(0.4);
    expect(measured[0]?.overlap).toBeLessThan(0.67);
    for (const { overlap } of measured.slice(1)) expect(overlap).toBeCloseTo(1, 3);
  });

  it('X5: what is not converted is not told of', () => {
    const measured: MeasuredArea[] = [];
    const told = measuredAreas((one) => measured.push(one));
    expect(told['like']?.(square, [], 0.9)).toBeUndefined();
    expect(told['hull']?.(undefined)).toBeUndefined();
    expect(measured).toEqual([]);
  });
});
