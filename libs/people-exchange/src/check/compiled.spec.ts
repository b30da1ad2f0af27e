import { compile } from './compiled';

test('lengths count characters as JSON Schema does, not halves of pairs', () => {
  const isRight = compile({ type: 'string', minLength: 2, maxLength: 3 });
  const texts = ['', 'a', '😀', 'ab', 'é😀', '😀😀', 'abc', '😀😀😀', 'abcd', '😀😀😀😀', 'a😀b😀'];
  expect(texts.filter((text) => isRight(text))).toEqual(['ab', 'é😀', '😀😀', 'abc', '😀😀😀']);
});
