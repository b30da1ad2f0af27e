import { likenessOf, type Profile } from './likeness';
import { phoneKey } from './phone-key';
import { sameName } from './same-name';

const of = (name: string | null, emails: string[] = [], phones: string[] = []): Profile => ({
  name,
  emails,
  phones: phones.map((typed) => ({ typed, e164: typed.startsWith('+') ? typed : null })),
  address: null,
});
const ann = of('Ann Reed', ['ann@example.org'], ['+447700900001']);

test('X8: one number under two names is unlikely to be one person, and says which name', () => {
  expect(likenessOf(ann, of('Bob Reed', [], ['+447700900001']))).toEqual({
    sure: 'unlikely',
    reasons: [
      { rule: 'samePhone', value: '+447700900001' },
      { rule: 'otherName', value: 'Bob Reed' },
    ],
  });
});

test('P1: number and name together are likely, a number alone is possible', () => {
  expect(likenessOf(ann, of('Reed, Ann', [], ['+447700900001']))?.sure).toBe('likely');
  expect(likenessOf(ann, of(null, [], ['+447700900001']))?.sure).toBe('possible');
});

test('P1: an e-mail address is likely, unless it stands under another name', () => {
  expect(likenessOf(ann, of(null, ['Ann@Example.org']))?.sure).toBe('likely');
  expect(likenessOf(ann, of('Bob Reed', ['ann@example.org']))?.sure).toBe('possible');
});

test('the same name alone says nothing', () => {
  expect(likenessOf(ann, of('Ann Reed'))).toBeUndefined();
});

test('a number is found however it was written, and E.164 differs from country to country', () => {
  expect(phoneKey({ typed: '020 7946 0000', e164: null })).toBe(phoneKey({ typed: '', e164: '+442079460000' }));
  expect(phoneKey({ typed: 'ask', e164: null })).toBeUndefined();
  expect(likenessOf(of(null, [], ['+442079460000']), of(null, [], ['+492079460000']))).toBeUndefined();
  expect(likenessOf(of(null, [], ['+442079460000']), of(null, [], ['020 7946 0000']))?.sure).toBe('possible');
});

test.each([
  ['Ann Reed', 'reed ANN', true],
  ['Dr. Zoë Müller', 'Zoe Muller', true],
  ['A. Reed', 'Ann Reed', true],
  ['B. Reed', 'Ann Reed', false],
  ['Ann', 'Ann Reed', false],
  ['مريم العلي', 'مريم العلي', true],
  ['--', '--', false],
])('%s and %s: one name is %s', (a, b, same) => {
  expect(sameName(a, b)).toBe(same);
});
