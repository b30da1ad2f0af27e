import { date, flag, list, must, number, object, oneOf, problemsOf, text, time, whole, type Shape } from './body-shape';

const shape: Shape = {
  name: must(text),
  kind: oneOf('a', 'b'),
  size: number,
  count: whole,
  open: flag,
  born: date,
  at: time,
  of: list(object({ id: must(text) })),
};

describe('X10: checking a body', () => {
  it('X10: lists every problem of a body at once, with its path', () => {
    const body = {
      kind: 'c',
      size: '1',
      count: 1.5,
      open: 'no',
      born: '2026-02',
      at: '2026-11-02',
      of: [{ id: 1 }, { other: true }],
      more: 1,
    };
    expect(problemsOf(shape, body).map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      'more unknown',
      'name missing',
      'kind value',
      'size type',
      'count type',
      'open type',
      'born format',
      'at format',
      'of[0].id type',
      'of[1].other unknown',
      'of[1].id missing',
    ]);
  });

  it('X10: finds nothing wrong with what fits, and takes null for nothing', () => {
    const body = { name: 'n', kind: 'a', size: null, count: 2, open: false, born: '2026-02-01', at: '2026-11-02T09:00:00+01:00', of: [] };
    expect(problemsOf(shape, body)).toEqual([]);
  });

  it('X10: names of the language itself are no members', () => {
    expect(problemsOf({}, JSON.parse('{"__proto__": 1, "toString": 2}')).map(({ path }) => path)).toEqual(['__proto__', 'toString']);
  });
});
