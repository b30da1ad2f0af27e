import { readBody, readHeaders } from './read-answer';

const read = (text: string, contentType?: string, cut = false): ReturnType<typeof readBody> =>
  readBody(Buffer.from(text), contentType, cut);

describe('the body of an answer', () => {
  it.each<[string, string, string | undefined, ReturnType<typeof readBody>]>([
    ['JSON', '{"a":1}', 'application/json; charset=utf-8', { body: { a: 1 }, readable: 'json' }],
    ['JSON of a dialect', '[1]', 'application/hal+json', { body: [1], readable: 'json' }],
    ['JSON that is not called so', ' {"a":1}', 'text/plain', { body: { a: 1 }, readable: 'json' }],
    ['JSON behind a byte order mark', '\uFEFF{"a":1}', 'application/json', { body: { a: 1 }, readable: 'json' }],
    ['broken JSON is text', '{"a":', 'application/json', { body: '{"a":', readable: 'text' }],
    ['HTML called JSON is text', '<html>Sign in</html>', 'application/json', { body: '<html>Sign in</html>', readable: 'text' }],
    ['a number that is not called JSON is text', '12', 'text/plain', { body: '12', readable: 'text' }],
    ['blanks are nothing', ' \n', 'application/json', { body: undefined, readable: 'empty' }],
    ['nothing', '', undefined, { body: undefined, readable: 'empty' }],
  ])('is read as what it is: %s', (_, text, contentType, expected) => {
    expect(read(text, contentType)).toEqual(expected);
  });

  it('that was cut is text, even where its beginning would be JSON', () => {
    expect(read('[1]', 'application/json', true)).toEqual({ body: '[1]', readable: 'text' });
  });

  it('holds no NUL and no half of a character, neither in values nor in names nor in texts', () => {
    expect(read('{"a\\u0000":"x\\u0000y\\ud800","b":["\\udc00"]}', 'application/json').body).toEqual({ a: 'xy\uFFFD', b: ['\uFFFD'] });
    expect(read('a\u0000b').body).toBe('ab');
  });

  it('that is deeper than any record is text, so that nobody who walks over it runs out of stack', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(read(deep, 'application/json').readable).toBe('text');
    expect(read('['.repeat(150) + ']'.repeat(150), 'application/json').readable).toBe('json');
  });

  it('with a member called __proto__ has a member of that name and no other parent', () => {
    const { body } = read('{"__proto__":{"admin":true}}', 'application/json');
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
    expect(Object.keys(Object(body))).toEqual(['__proto__']);
  });
});

describe('the headers of an answer', () => {
  it('have names in lower case and one text each; cookies are left out', () => {
    const raw = { ETag: '"1"', link: ['<a>', '<b>'], 'set-cookie': ['session=secret'], gone: undefined };
    expect(readHeaders(raw)).toEqual({ etag: '"1"', link: '<a>, <b>' });
  });
});
