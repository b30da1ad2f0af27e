/** Characters that one word of a message may have; a name that is longer is no name. */
const longestWord = 300;
const mostWords = 20;

/** Words as the database takes them: no NUL, no half of a pair, and short. */
export function storableWords(words: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words)
      .slice(0, mostWords)
      .map(([name, word]) => [name, cut(word.replaceAll('\u0000', '').toWellFormed(), longestWord)]),
  );
}

/** At most so many characters, with a sign that some are missing; never half of one. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
