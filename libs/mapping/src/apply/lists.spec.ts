import { packFiles, packOf, packYaml } from '../../test/a-pack';
import type { PackList } from '../pack';
import { readPack } from '../read/read-pack';
import { heldValues, listedValues, listRequest, unknownAmong } from './lists';

class ListMissing extends Error {}

const lists = (holds: string): string =>
  `lists:\n  offices:\n    title: Offices\n    path: /offices/{settings.region}\n    query: { size: '"2"' }\n    headers: { Version: '7' }\n    values: answer.body.items\n    next: answer.body.next\n    holds: ${holds}\nout:\n`;
const withLists = (holds: string): string => packYaml((text) => text.replace('out:\n', lists(holds)));

function listOf(holds: string): PackList {
  const list = packOf(packFiles({ 'pack.yaml': withLists(holds) })).lists.get('offices');
  if (!list) throw new ListMissing();
  return list;
}
const answered = (body: unknown) => ({ status: 200, headers: {}, body });

describe('lists that a vendor keeps', () => {
  it('are asked for page by page, with settings filled in', async () => {
    const list = listOf('{ address: settings.address }');
    const context = { settings: { region: 'a b' }, tables: {} };
    expect(await listRequest(list, context, {})).toEqual({
      method: 'GET',
      path: '/offices/a%20b?size=2',
      headers: { version: '7' },
      body: undefined,
    });
    expect(await listRequest(list, { ...context, page: { after: 'X' } }, {})).toMatchObject({ path: '/offices/a%20b?size=2&after=X' });
    expect(await listedValues(list, answered({ items: ['A', { value: 2, label: 'Two' }], next: { after: 9 } }), context, {})).toEqual({
      values: [{ value: 'A' }, { value: '2', label: 'Two' }],
      next: { after: '9' },
    });
    expect(await listedValues(list, answered({}), context, {})).toEqual({ values: [], next: undefined });
    await expect(listedValues(list, answered({ items: [{ id: 1 }] }), context, {})).rejects.toThrow('a value is a text, or {value, label}');
  });

  it.each([
    ['a text', 'settings.one', { one: 'A' }, [{ in: 'address', value: 'A' }]],
    [
      'a list',
      'settings.many',
      { many: ['A', 2] },
      [
        { in: 'address', value: 'A' },
        { in: 'address', value: '2' },
      ],
    ],
    ['the right side of a table', 'settings.table', { table: { ours: 'A', none: '' } }, [{ in: 'address', key: 'ours', value: 'A' }]],
    ['nothing where it is empty', 'settings.one', { one: '' }, []],
    ['nothing where it is missing', 'settings.one', {}, []],
  ])('hold %s', async (_, expression, settings, held) => {
    expect(await heldValues(listOf(`{ address: ${expression} }`), { settings, tables: {} }, {})).toEqual(held);
  });

  it('know what they offer, and nothing else; blanks around a value were copied along', () => {
    const held = ['A', ' A', 'a', 'B'].map((value) => ({ in: 'address', value }));
    expect(unknownAmong(held, [{ value: 'A' }]).map(({ value }) => value)).toEqual(['a', 'B']);
  });

  it('look at settings and tables that there are, and at no secret', () => {
    const problems = (holds: string) => readPack(packFiles({ 'pack.yaml': withLists(holds) })).problems;
    expect(problems('{ adress: settings.address }')).toMatchObject([
      { message: 'the list "offices" looks at "adress", which is neither a setting nor a table', hint: 'Did you mean "address"?' },
    ]);
    expect(problems('{ token: settings.token }')).toMatchObject([{ message: 'the list "offices" looks at the secret "token"' }]);
  });
});
