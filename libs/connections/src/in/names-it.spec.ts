import { namesOneOf, partsOf } from './names-it';

describe('whether an answer is about the record that was asked for', () => {
  it.each([
    [{ id: 112, emails: [] }, '/v1/people/112'],
    [{ contact: { id: 'Abc' } }, '/contacts/Abc'],
    [{ emEvents: [{ id: 5 }] }, '/v1/emEvents?id=5'],
    [{ id: 'HBR 1', _embedded: { areas: [] } }, '/applicants/HBR%201?embed=areas'],
  ])('X1: %j is about what %s asked for', (answer, path) => {
    expect(namesOneOf(answer, partsOf(path))).toBe(true);
  });

  it.each([[{ statusCode: 500, message: 'Internal Server Error' }], [{ errorMessage: 'no' }], [{}], [[]], ['112 of them'], [null]])(
    'X1, I10: %j with a good status is no state of a record',
    (answer) => {
      expect(namesOneOf(answer, partsOf('/v1/people/112'))).toBe(false);
    },
  );
});
