import * as fc from 'fast-check';
import { dataFor } from '../../test/generated-data';
import { dataIsRight, dataProblems, eventTypes } from '../index';

const runs = 150;

describe('the compiled check and the classes', () => {
  it.each(eventTypes.map(({ type, data }) => [type, data] as const))('agree on generated data of %s, right and wrong', (type, data) => {
    const seen = { right: 0, wrong: 0 };
    fc.assert(
      fc.property(dataFor(data), (value) => {
        // As it comes off the wire: what JSON cannot carry never arrives.
        const sent: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
        const right = dataIsRight(type, sent);
        seen[right ? 'right' : 'wrong'] += 1;
        expect({ right, problems: right ? dataProblems(type, sent) : [] }).toEqual({ right, problems: [] });
        if (!right) expect(dataProblems(type, sent)).not.toEqual([]);
      }),
      { numRuns: runs, seed: 20_261_124 },
    );
    // Agreement over one kind alone would show little.
    expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(0);
  });
});
