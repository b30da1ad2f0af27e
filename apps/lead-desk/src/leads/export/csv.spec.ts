import fc from 'fast-check';
import { byteOrderMark, csvLines, readExported } from './csv';

const back = (rows: string[][]): string[][] => readExported(byteOrderMark + csvLines(rows));

test.each([
  '=1+1',
  '+44 7700 900123',
  '-5',
  '@import',
  '\tcell',
  '\rcell',
  "'quoted",
  "''",
  'says "yes"',
  'two\nlines\r\nof text',
  'a,b;c',
  '\ufeffmarked',
  '',
  ' spaces ',
  'مريم',
])('B13: the cell %j comes back as it was, and no spreadsheet runs it', (cell) => {
  expect(back([['name', cell]])).toEqual([['name', cell]]);
  expect(csvLines([[cell]])).not.toMatch(/^"?[=+\-@\t\r]/);
});

test('B13: any cells come back as they were', () => {
  const text = fc.string({ unit: fc.constantFrom('=', "'", '"', ',', '\n', '\r', '\t', '\ufeff', 'a', '+', '-', '@', ' ') });
  const rows = fc
    .integer({ min: 1, max: 4 })
    .chain((wide) => fc.array(fc.array(text, { minLength: wide, maxLength: wide }), { minLength: 1, maxLength: 5 }));
  fc.assert(fc.property(rows, (all) => expect(back(all)).toEqual(all)));
});
