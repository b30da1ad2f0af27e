import { unknownValues, withoutUnknownValues } from './list-values';

const department = { typeOptions: ['house', 'land'], styleOptions: ['terraced'] };

describe('X10: lists of an applicant at Reapit', () => {
  it('X10: lose the values the department does not know', () => {
    const body = { type: ['house', 'castle'], style: ['gothic'], locationOptions: ['x'] };
    expect(withoutUnknownValues(body, department)).toEqual({ type: ['house'], style: [], locationOptions: ['x'] });
  });

  it('X10: are named value by value where they are refused', () => {
    expect(unknownValues({ type: ['castle', 'land'], age: ['new'] }, department)).toEqual([
      { field: 'type', message: "The department has no 'castle'" },
      { field: 'age', message: "The department has no 'new'" },
    ]);
  });
});
