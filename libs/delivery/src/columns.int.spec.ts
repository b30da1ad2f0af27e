import { emptyDatabase } from '../../../test/postgres/empty-database';
import { type Column, rowsOf } from './columns';

describe('rows by columns', () => {
  let empty: Awaited<ReturnType<typeof emptyDatabase>>;
  beforeAll(async () => void (empty = await emptyDatabase()));
  afterAll(() => empty?.end());
  const read = (columns: Record<string, Column>): Promise<unknown[]> => {
    const rows = rowsOf(1, columns);
    return empty.db.query(`select * from ${rows.from}`, [...rows.values]);
  };

  it('arrive as they were, whatever stands in a text', async () => {
    const texts = ['', 'a,b', '{"x":"\\"y\\""}', 'NULL', "it's", 'back\\slash', 'Grüße 🏡', null];
    const numbers = texts.map((_, n) => n - 3);
    expect(await read({ t: ['text', texts], n: ['int', numbers] })).toEqual(texts.map((t, index) => ({ t, n: numbers[index] })));
  });

  it('are of every type, and nothing where nothing was given', async () => {
    const at = new Date('2026-03-10T10:00:00.123Z');
    const uuid = '0190163d-8694-739b-aea5-966c26f8ad91';
    const columns: Record<string, Column> = {
      u: ['uuid', [uuid, null]],
      s: ['smallint', [63, undefined]],
      b: ['bigint', ['9223372036854775807', null]],
      a: ['timestamptz', [at, '2026-03-10T11:00:00.123+01:00']],
      f: ['boolean', [true, false]],
    };
    expect(await read(columns)).toEqual([
      { u: uuid, s: 63, b: '9223372036854775807', a: at, f: true },
      { u: null, s: null, b: null, a: at, f: false },
    ]);
  });

  it('never make two UUIDs of one', async () => {
    const uuid = '0190163d-8694-739b-aea5-966c26f8ad91';
    await expect(read({ u: ['uuid', [`${uuid},${uuid}`]] })).rejects.toThrow('invalid input syntax for type uuid');
  });

  it.each(['2026-03-10T10:00:00Z,2026-03-10T10:00:00Z', '2026-03-10T10:00:00Z"}', '{}', 'NULL"'])(
    'never make two of one: a time of %s is one value, or refused',
    async (time) => {
      const rows = await read({ a: ['timestamptz', [time]] }).catch(() => []);
      expect(rows.length).toBeLessThan(2);
    },
  );
});
