const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'sir', 'dame', 'lord', 'lady']);

function wordsIn(name: string): string[] {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return plain.split(' ').filter((word) => word !== '' && !titles.has(word));
}

/** The names by which two persons may be one: the same words in any order, or the same last name and one first name's initial. */
export function sameName(a: string, b: string): boolean {
  const [x, y] = [wordsIn(a), wordsIn(b)];
  if (x.length === 0 || y.length === 0) return false;
  if ([...x].sort().join(' ') === [...y].sort().join(' ')) return true;
  const [short, long] = [x[0] ?? '', y[0] ?? ''].sort((one, other) => one.length - other.length);
  return x.length > 1 && y.length > 1 && x.at(-1) === y.at(-1) && short?.length === 1 && long?.startsWith(short) === true;
}
