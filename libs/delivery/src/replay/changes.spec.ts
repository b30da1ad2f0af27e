import { changesBetween } from './changes';

describe('what a replay would change', () => {
  it('X3: members that differ are told with what was and what would be, nested ones by their path', () => {
    expect(
      changesBetween({ name: { given: 'Ann', family: 'Lee' }, age: 1 }, { name: { given: 'Anna', family: 'Lee' }, office: 'n/1' }),
    ).toEqual([
      { path: '/name/given', was: 'Ann', would: 'Anna' },
      { path: '/age', was: 1 },
      { path: '/office', would: 'n/1' },
    ]);
  });

  it('X3: what is the same is no change, and a list is one value', () => {
    expect(changesBetween({ a: { b: [1, 2] } }, { a: { b: [1, 2] } })).toEqual([]);
    expect(changesBetween({ a: [1, 2] }, { a: [2] })).toEqual([{ path: '/a', was: [1, 2], would: [2] }]);
    expect(changesBetween({ 'a/b': 1 }, { 'a/b': 2 })).toEqual([{ path: '/a~1b', was: 1, would: 2 }]);
  });

  it('X3: however much differs, what is told is bounded', () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`m${n}`, n]));
    expect(changesBetween({}, many)).toHaveLength(100);
  });
});
