import { normaliseArea } from './index';

const at = '/data/areas/0/geometry';
const square = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];
const polygon = (...rings: number[][][]) => ({ type: 'Polygon', coordinates: rings });
const multi = (...polygons: number[][][][]) => ({ type: 'MultiPolygon', coordinates: polygons });

function refused(geometry: unknown): string[] {
  const result = normaliseArea(geometry, at);
  return result.ok ? [] : result.problems.map(({ path, rule, message }) => `${path} ${rule}: ${message}`);
}

describe('What is not a polygon is refused with what was expected', () => {
  test.each([
    [null, /areaType: expected a GeoJSON Polygon/],
    [{ type: 'Feature', geometry: polygon(square) }, /areas\/0\/geometry\/type areaType: .*send the geometry of the feature/],
    [{ type: 'Point', coordinates: [0, 0] }, /areaType: expected "Polygon" or "MultiPolygon"; got "Point"/],
    [{ type: 'Polygon' }, /geometry\/coordinates areaShape: expected a list of rings; got undefined/],
    [{ type: 'Polygon', coordinates: [] }, /areaShape: expected at least one ring/],
    [{ type: 'MultiPolygon', coordinates: [] }, /areaShape: expected at least one polygon/],
    [{ type: 'MultiPolygon', coordinates: [square] }, /coordinates\/0\/0\/0 areaShape: expected a position/],
    [polygon([[0, 0], [1, 0], [1]]), /coordinates\/0\/2 areaShape: expected 2 or 3 numbers/],
    [
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, '0'],
            [1, 1],
            [0, 0],
          ],
        ],
      },
      /coordinates\/0\/1\/1 areaNumber: expected a finite number for the latitude; got "0"/,
    ],
    [
      polygon([
        [0, 0],
        [Infinity, 0],
        [1, 1],
        [0, 0],
      ]),
      /coordinates\/0\/1\/0 areaNumber/,
    ],
  ])('%j', (geometry, message) => {
    expect(refused(geometry)).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  });
});

describe('Coordinates outside the world are refused at their vertex', () => {
  test('latitude 95 is refused', () => {
    expect(
      refused(
        polygon([
          [100, 0],
          [101, 0],
          [101, 95],
          [100, 0],
        ]),
      ),
    ).toEqual([`${at}/coordinates/0/2/1 areaRange: latitude 95 of [101, 95] is outside −90…90`]);
  });

  test('swapped axes are named', () => {
    const [problem] = refused(
      polygon([
        [1, 100],
        [1, 101],
        [2, 101],
        [1, 100],
      ]),
    );
    expect(problem).toBe(
      `${at}/coordinates/0/0 areaAxes: [1, 100] has latitude 100, outside −90…90; it looks swapped: longitude comes first, so perhaps [100, 1]`,
    );
  });

  test('a longitude beyond the antimeridian is told how to be written, metres are told what they are', () => {
    expect(
      refused(
        polygon([
          [170, 0],
          [190, 0],
          [190, 5],
          [170, 0],
        ]),
      )[0],
    ).toMatch(/0\/1\/0 areaRange: .*write it as -170/);
    expect(
      refused(
        polygon([
          [530000, 10],
          [530100, 10],
          [530100, 20],
          [530000, 10],
        ]),
      )[0],
    ).toMatch(/degrees of WGS 84, not metres/);
  });

  test('every problem is listed, up to twenty, and the rest is counted', () => {
    const ring = Array.from({ length: 50 }, (_, i) => [i, 95]);
    const problems = refused(polygon([...ring, [0, 95]]));
    expect(problems).toHaveLength(20);
    expect(problems.at(-1)).toMatch(/31 more problems not listed/);
  });
});

describe('A ring is closed, has four positions and encloses something', () => {
  test('an open ring is refused', () => {
    expect(refused(polygon(square.slice(0, 4)))).toEqual([
      `${at}/coordinates/0/3 areaClosed: ring 0 is open: it starts at [0, 0] and ends at vertex 3 [0, 4]; repeat the first position as the last`,
    ]);
  });

  test('three positions are refused', () => {
    expect(
      refused(
        polygon([
          [0, 0],
          [1, 1],
          [0, 0],
        ]),
      ),
    ).toEqual([expect.stringMatching(/areaPositions: ring 0 has 3 positions/)]);
  });

  test.each([
    [
      'a line',
      [
        [0, 0],
        [1, 1],
        [2, 2],
        [0, 0],
      ],
    ],
    [
      'one place',
      [
        [1, 1],
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    ],
    [
      'a slanted line of rounded numbers',
      [
        [0.1, 0.3],
        [0.2, 0.6],
        [0.3, 0.9],
        [0.1, 0.3],
      ],
    ],
  ])('%s is refused', (_, ring) => {
    expect(refused(polygon(ring))).toEqual([expect.stringMatching(/coordinates\/0 areaFlat: ring 0 encloses no area/)]);
  });

  test('problems of several rings come together', () => {
    const problems = refused(
      multi(
        [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 1],
          ],
        ],
        [
          [
            [5, 95],
            [6, 5],
            [6, 6],
            [5, 95],
          ],
        ],
      ),
    );
    expect(problems.map((problem) => problem.split(' ')[1])).toEqual(['areaClosed:', 'areaAxes:', 'areaAxes:']);
  });
});

describe('Rings do not cross', () => {
  test('a bow-tie is refused with its two edges', () => {
    expect(
      refused(
        polygon([
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
          [0, 0],
        ]),
      ),
    ).toEqual([
      `${at}/coordinates/0/0 areaCrossing: the edge from vertex 0 [0, 0] to 1 [2, 2] and the edge from vertex 2 [2, 0] to 3 [0, 2] cross; ring 0 may touch itself at a point but not cross itself`,
    ]);
  });

  test.each([
    [
      'a bow-tie that crosses at a vertex',
      [
        [0, 0],
        [1, 1],
        [2, 2],
        [2, 0],
        [1, 1],
        [0, 2],
        [0, 0],
      ],
    ],
    [
      'a bow-tie whose vertex lies on the other edge',
      [
        [0, 0],
        [2, 2],
        [2, 0],
        [1, 1],
        [0, 2],
        [0, 0],
      ],
    ],
    ['a ring walked twice', [...square, ...square.slice(1)]],
    [
      'an edge along another',
      [
        [0, 0],
        [4, 0],
        [4, 2],
        [6, 2],
        [6, 4],
        [4, 4],
        [4, 1],
        [3, 1],
        [3, 5],
        [0, 5],
        [0, 0],
      ],
    ],
  ])('%s is refused', (_, ring) => {
    expect(refused(polygon(ring))[0]).toMatch(/areaCrossing/);
  });

  test('a ring may touch itself at a point', () => {
    expect(
      refused(
        polygon([
          [0, 0],
          [4, 0],
          [2, 2],
          [4, 4],
          [0, 4],
          [2, 2],
          [0, 0],
        ]),
      ),
    ).toEqual([]);
    expect(
      refused(
        polygon([
          [0, 0],
          [4, 0],
          [4, 4],
          [2, 0],
          [0, 4],
          [0, 0],
        ]),
      ),
    ).toEqual([]);
  });
});

describe('Holes lie inside, parts beside one another', () => {
  const hole = [
    [1, 1],
    [1, 2],
    [2, 2],
    [2, 1],
    [1, 1],
  ];
  const moved = (ring: number[][], by: number) => ring.map(([x = 0, y = 0]) => [x + by, y]);

  test.each([
    ['outside', polygon(square, moved(hole, 10)), /coordinates\/1 areaHole: ring 1 is a hole and lies outside its outer ring/],
    ['across the border', polygon(square, moved(hole, 2.5)), /areaHole: .* cross; the rings of a polygon may touch/],
    ['along the border', polygon(square, moved(hole, 2)), /areaHole: .* lie on one another/],
    [
      'in another hole',
      polygon(
        square,
        [
          [0.5, 0.5],
          [3, 0.5],
          [3, 3],
          [0.5, 3],
          [0.5, 0.5],
        ],
        hole,
      ),
      /coordinates\/2 areaHole: ring 2 is a hole and lies inside hole 1/,
    ],
    ['of another part', multi([square], [moved(square, 10), hole]), /coordinates\/1\/1 areaHole/],
  ])('a hole %s is refused', (_, geometry, message) => {
    expect(refused(geometry)[0]).toMatch(message);
  });

  test.each([
    ['one inside the other', multi([square], [hole]), /areaParts: part 1 lies inside part 0/],
    ['one across the other', multi([square], [moved(square, 2)]), /areaParts/],
    ['one twice', multi([square], [square]), /areaParts/],
    [
      'one inside the other at its border',
      multi(
        [square],
        [
          [
            [0, 1],
            [2, 1],
            [2, 2],
            [0, 2],
            [0, 1],
          ],
        ],
      ),
      /areaParts/,
    ],
  ])('parts that overlap are refused: %s', (_, geometry, message) => {
    expect(refused(geometry)[0]).toMatch(message);
  });

  test.each([
    [
      'a hole that touches the border at a point',
      polygon(square, [
        [0, 2],
        [1, 1],
        [1, 3],
        [0, 2],
      ]),
    ],
    ['parts with a common border', multi([square], [moved(square, 4)])],
    [
      'an island in a lake',
      multi(
        [
          square,
          [
            [1, 1],
            [1, 3],
            [3, 3],
            [3, 1],
            [1, 1],
          ],
        ],
        [
          [
            [1.5, 1.5],
            [2, 1.5],
            [2, 2],
            [1.5, 1.5],
          ],
        ],
      ),
    ],
    ['a part that fills the hole of another', multi([square, hole], [hole])],
  ])('%s is taken', (_, geometry) => {
    expect(refused(geometry)).toEqual([]);
  });
});

describe('What is right is brought into one form', () => {
  test('outer rings turn counter-clockwise, holes clockwise, altitude and repeated positions go', () => {
    const clockwise = [
      [0, 0, 12],
      [0, 4, 12],
      [0, 4, 12],
      [4, 4, 12],
      [4, 0, 12],
      [0, 0, 12],
    ];
    const counter = [
      [1, 1],
      [2, 1],
      [2, 2],
      [1, 2],
      [1, 1],
    ];
    expect(normaliseArea(polygon(clockwise, counter), at)).toEqual({
      ok: true,
      geometry: {
        type: 'Polygon',
        coordinates: [
          square,
          [
            [1, 1],
            [1, 2],
            [2, 2],
            [2, 1],
            [1, 1],
          ],
        ],
      },
    });
  });

  test('a spike encloses nothing and goes', () => {
    const spiked = [
      [0, 0],
      [4, 0],
      [4, 4],
      [2, 4],
      [2, 6],
      [2, 4],
      [0, 4],
      [0, 0],
    ];
    expect(normaliseArea(polygon(spiked), at)).toMatchObject({
      geometry: {
        coordinates: [
          [
            [0, 0],
            [4, 0],
            [4, 4],
            [2, 4],
            [0, 4],
            [0, 0],
          ],
        ],
      },
    });
  });

  test('what is in order stays as sent, to the digit', () => {
    const sent = polygon([
      [-0.1276481, 51.5072178],
      [-0.1, 51.5],
      [-0.09999999999, 51.6],
      [-0.1276481, 51.5072178],
    ]);
    expect(normaliseArea(sent, at)).toEqual({ ok: true, geometry: sent });
  });

  test('what was normalised once stays as it is', () => {
    const once = normaliseArea(
      multi(
        [square, hole()],
        [
          [
            [10, 0],
            [10, 3],
            [13, 3],
            [10, 0],
          ],
        ],
      ),
      at,
    );
    expect(once.ok && normaliseArea(once.geometry, at)).toEqual(once);
  });
});

function hole() {
  return [
    [1, 1],
    [2, 1],
    [2, 2],
    [1, 2],
    [1, 1],
  ];
}
