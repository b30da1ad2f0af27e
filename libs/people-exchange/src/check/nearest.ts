const longest = 40;

/** Levenshtein's edit distance of two short words. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The known name nearest to a word, by edit distance; only the word's first 40 characters count. */
export function nearestOf(word: string, known: readonly string[]): string | undefined {
  const bounded = word.slice(0, longest).toLowerCase();
  let nearest: { name: string; away: number } | undefined;
  for (const name of known) {
    if (nearest && Math.abs(name.length - bounded.length) >= nearest.away) continue;
    const away = distance(bounded, name.toLowerCase());
    if (!nearest || away < nearest.away) nearest = { name, away };
  }
  return nearest?.name;
}
