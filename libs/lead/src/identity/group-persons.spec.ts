import fc from 'fast-check';
import { type GroupKey, type GroupMember, groupPersons } from './group-persons';

const member = (personId: string, participant = 'site'): GroupMember => ({ personId, participant });
const email = (personId: string, key: string): GroupKey => ({ personId, kind: 'email', key });
const known = (personId: string, key: string): GroupKey => ({ personId, kind: 'externalId', key });

test('external ids link, over several steps', () => {
  const groups = groupPersons(
    [member('a'), member('b', 'office'), member('c', 'second')],
    [known('a', 'a'), known('b', 'b'), known('c', 'c'), known('b', 'a'), known('c', 'b')],
  );
  expect([...groups.values()].map((one) => [one.human, one.linkedBy])).toEqual([
    ['a', 'externalId'],
    ['a', 'externalId'],
    ['a', 'externalId'],
  ]);
});

test('an address links two participants’ persons', () => {
  const groups = groupPersons([member('a'), member('b', 'office')], [email('a', 'x'), email('b', 'x')]);
  expect(groups.get('b')).toEqual({ human: 'a', cluster: 'a', linkedBy: 'email' });
});

test('X8: an address never makes two subjects of one participant one, not even through a third', () => {
  const groups = groupPersons(
    [member('a'), member('b'), member('o', 'office')],
    [email('a', 'x'), email('o', 'x'), email('o', 'y'), email('b', 'y')],
  );
  expect([...groups.values()].map((one) => one.human)).toEqual(['a', 'b', 'o']);
  expect(new Set([...groups.values()].map((one) => one.cluster))).toEqual(new Set(['a']));
});

test('the groups do not depend on the order in which members and keys became known', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const members = ids.map((id, n) => member(id, ['site', 'office', 'second'][n % 3]));
  const key = fc.record({
    personId: fc.constantFrom(...ids),
    kind: fc.constantFrom('email' as const, 'externalId' as const, 'merge' as const),
    key: fc.constantFrom(...ids),
  });
  fc.assert(
    fc.property(
      fc.array(key, { maxLength: 12 }).chain((keys) => fc.tuple(fc.constant(keys), fc.shuffledSubarray(keys, { minLength: keys.length }))),
      ([keys, shuffled]) => {
        const sorted = (groups: ReturnType<typeof groupPersons>) => [...groups].sort(([x], [y]) => (x < y ? -1 : 1));
        expect(sorted(groupPersons(members.toReversed(), shuffled))).toEqual(sorted(groupPersons(members, keys)));
      },
    ),
  );
});
