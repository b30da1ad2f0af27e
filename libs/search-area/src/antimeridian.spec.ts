import { contains, normaliseArea, overlapOf } from './index';

function normalised(...coordinates: number[][][]) {
  const result = normaliseArea({ type: 'Polygon', coordinates }, '');
  if (!result.ok) throw new TypeError(JSON.stringify(result.problems));
  return result.geometry;
}

test('a ring that jumps over the antimeridian is cut into a part on either side', () => {
  expect(
    normalised([
      [170, 0],
      [-170, 0],
      [-170, 10],
      [170, 10],
      [170, 0],
    ]),
  ).toEqual({
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [180, 10],
          [170, 10],
          [170, 0],
          [180, 0],
          [180, 10],
        ],
      ],
      [
        [
          [-180, 0],
          [-170, 0],
          [-170, 10],
          [-180, 10],
          [-180, 0],
        ],
      ],
    ],
  });
});

test('a hole over the antimeridian is cut with its ring, one beside it stays whole with its part', () => {
  const area = normalised(
    [
      [170, 0],
      [-170, 0],
      [-170, 10],
      [170, 10],
      [170, 0],
    ],
    [
      [178, 2],
      [-178, 2],
      [-178, 4],
      [178, 4],
      [178, 2],
    ],
    [
      [-176, 6],
      [-174, 6],
      [-174, 8],
      [-176, 8],
      [-176, 6],
    ],
  );
  expect(area.coordinates.map((part) => part.length)).toEqual([1, 2]);
  expect(
    [
      [179, 3],
      [-179, 3],
      [-175, 7],
      [175, 3],
      [-175, 3],
      [180, 1],
      [-180, 1],
    ].map(([x = 0, y = 0]) => contains(area, [x, y])),
  ).toEqual([false, false, false, true, true, true, true]);
});

test('a ring that goes over several times becomes as many parts as there are', () => {
  const comb = [
    [175, 0],
    [-175, 0],
    [-175, 1],
    [175, 1],
    [175, 2],
    [-175, 2],
    [-175, 3],
    [175, 3],
    [175, 4],
    [-175, 4],
    [-175, 5],
    [174, 5],
    [174, 0],
    [175, 0],
  ];
  const area = normalised(comb);
  expect(area).toMatchObject({ type: 'MultiPolygon' });
  expect(area.coordinates).toHaveLength(4);
});

test('what was cut before stays as it is', () => {
  const cut = normalised([
    [170, 0],
    [-170, 0],
    [-170, 10],
    [170, 10],
    [170, 0],
  ]);
  const again = normaliseArea(cut, '');
  expect(again.ok && overlapOf(again.geometry, cut)).toBe(1);
});

test('the whole world and a band round it are taken as drawn', () => {
  const world = [
    [-180, -90],
    [180, -90],
    [180, 90],
    [-180, 90],
    [-180, -90],
  ];
  expect(normalised(world)).toEqual({ type: 'Polygon', coordinates: [world] });
});

test('a ring round a pole is refused with how to close it', () => {
  const ring = [
    [0, 80],
    [90, 80],
    [180, 80],
    [-90, 80],
    [0, 80],
  ];
  expect(normaliseArea({ type: 'Polygon', coordinates: [ring] }, '/g')).toMatchObject({
    problems: [{ path: '/g/coordinates/0', rule: 'areaPole', message: expect.stringContaining('close it along the antimeridian') }],
  });
});

test('a bow-tie over the antimeridian is refused as one', () => {
  const ring = [
    [170, 0],
    [-170, 10],
    [-170, 0],
    [170, 10],
    [170, 0],
  ];
  expect(normaliseArea({ type: 'Polygon', coordinates: [ring] }, '')).toMatchObject({
    problems: [{ rule: 'areaCrossing', path: '/coordinates/0/0' }],
  });
});

test('a ring that comes back on the parallel it left on is not taken for a spike', () => {
  const ring = [
    [10, 0],
    [170, 0],
    [-170, 0],
    [-170, 10],
    [10, 10],
    [10, 0],
  ];
  expect(normaliseArea({ type: 'Polygon', coordinates: [ring.slice(0, 4).concat([[170, 10]], ring.slice(4))] }, '')).toMatchObject({
    ok: true,
    geometry: {
      coordinates: [
        [
          [
            [180, 10],
            [170, 10],
            [10, 10],
            [10, 0],
            [170, 0],
            [180, 0],
            [180, 10],
          ],
        ],
        [
          [
            [-180, 0],
            [-170, 0],
            [-170, 10],
            [-180, 10],
            [-180, 0],
          ],
        ],
      ],
    },
  });
});

test('a ring that only touches the antimeridian is cut at the touch, whichever corner it starts with', () => {
  const corners = [
    [170, 0],
    [-170, 0],
    [-170, 3],
    [180, 5],
    [-170, 7],
    [-170, 10],
    [170, 10],
  ];
  for (let from = 0; from < corners.length; from += 1) {
    const turned = [...corners.slice(from), ...corners.slice(0, from + 1)];
    const area = normalised(turned);
    expect(
      [
        [-171, 5],
        [-171, 1],
        [-171, 9],
        [175, 5],
      ].map(([x = 0, y = 0]) => contains(area, [x, y])),
    ).toEqual([false, true, true, true]);
    expect(area.coordinates).toHaveLength(3);
  }
});

test('corners that miss the antimeridian by rounding leave no slivers', () => {
  const area = normalised([
    [-179.99999999999997, 1],
    [179, 0],
    [-179.99999999999997, -1],
    [-179, 0],
    [-179.99999999999997, 1],
  ]);
  expect(area).toEqual({
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [180, 1],
          [179, 0],
          [180, -1],
          [180, 1],
        ],
      ],
      [
        [
          [-180, -1],
          [-179, 0],
          [-180, 1],
          [-180, -1],
        ],
      ],
    ],
  });
});
