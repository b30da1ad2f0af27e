import { v5 } from 'uuid';
import { partitionKeyOf, personIdOf } from './ids';

const namespace = '6f3c2a8e-5d0b-5c47-9a51-0e9f7c1b2d34';

test("a person's id is the UUIDv5 of agency, participant and subject, however many others were asked for meanwhile", () => {
  const subjects = Array.from({ length: 25_000 }, (_, n) => `W-${n} é`);
  const expected = subjects.map((subject) => v5(JSON.stringify(['north', 'site', subject]), namespace));
  const ask = (): string[] => subjects.map((subject) => personIdOf('north', 'site', subject));
  expect([ask(), ask()]).toEqual([expected, expected]);
});

test('names that run into each other are not taken for one another', () => {
  expect(new Set([personIdOf('a', 'b","c', 'd'), personIdOf('a', 'b', 'c","d'), partitionKeyOf('a', 'b', undefined)]).size).toBe(3);
});
