import { normaliseArea } from '#search-area';
import { outlines } from './outlines';

describe('the outlines of the day', () => {
  it('are all taken by the bridge, and kept to the last digit where the day says so', () => {
    const refused = outlines().flatMap(({ label, geometry }) => {
      const normal = normaliseArea(geometry, '');
      return normal.ok ? [] : [`${label}: ${normal.problems[0]?.message}`];
    });
    expect(refused).toEqual([]);
    for (const { geometry, kept } of outlines()) {
      const normal = normaliseArea(geometry, '');
      if (kept && normal.ok) expect(normal.geometry).toEqual(geometry);
    }
  });

  it('have hundreds of vertices, and one or two have more than are kept', () => {
    expect(outlines().filter(({ vertices }) => vertices >= 200).length).toBeGreaterThanOrEqual(20);
    expect(outlines().some(({ vertices }) => vertices > 2_000)).toBe(true);
  });
});
