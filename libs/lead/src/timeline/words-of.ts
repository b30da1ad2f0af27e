/** An open word such as `semiDetached` or `first_floor`, as people write it. */
export function wordsOf(word: string): string {
  return word
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

/** At most `length` characters, ending in an ellipsis where something was cut. */
export function shortened(text: string, length: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= length ? plain : `${plain.slice(0, length - 1).toWellFormed()}…`;
}
