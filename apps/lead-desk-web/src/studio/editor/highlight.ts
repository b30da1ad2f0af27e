/** What a piece of source is. */
export type Kind = 'comment' | 'key' | 'string' | 'number' | 'name' | 'word' | 'plain';
export interface Token {
  readonly kind: Kind;
  readonly text: string;
}

const string = String.raw`"(?:[^"\\\n]|\\.)*"?`;
const single = String.raw`'(?:[^'\\\n]|\\.)*'?`;
const number = String.raw`(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b`;

/** Each alternative is one kind; what none takes is plain. */
const languages: Readonly<Record<string, RegExp>> = {
  json: rule({ key: String.raw`"(?:[^"\\\n]|\\.)*"(?=\s*:)`, string, number, word: String.raw`\b(?:true|false|null)\b` }),
  yaml: rule({
    comment: String.raw`(?<=^|\s)#.*`,
    key: String.raw`(?<=^[ \t]*(?:- +)?|[{,] *)[\w$.-]+(?=:(?:\s|$))`,
    string: `${string}|${single}`,
    number,
    word: String.raw`\b(?:true|false|null)\b`,
  }),
  jsonata: rule({
    comment: String.raw`\/\*[\s\S]*?(?:\*\/|$)`,
    key: String.raw`"(?:[^"\\\n]|\\.)*"(?=\s*:)`,
    string: `${string}|${single}`,
    name: String.raw`\$[\w$]*`,
    number,
    word: String.raw`\b(?:true|false|null|and|or|in|function)\b`,
  }),
};

function rule(kinds: Partial<Record<Kind, string>>): RegExp {
  return new RegExp(
    Object.entries(kinds)
      .map(([kind, pattern]) => `(?<${kind}>${pattern})`)
      .join('|'),
    'gmu',
  );
}

/** Longer ones are shown without colours: nobody reads them, and typing stays quick. */
const most = 100_000;

/** A source by lines. */
export function highlighted(path: string, text: string): Token[][] {
  const language = languages[/\.(\w+)$/u.exec(path)?.[1] ?? ''];
  const lines: Token[][] = [[]];
  const add = (kind: Kind, piece: string) =>
    piece.split('\n').forEach((part, i) => {
      if (i > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ kind, text: part });
    });
  let rest = 0;
  for (const match of language && text.length <= most ? text.matchAll(language) : []) {
    add('plain', text.slice(rest, match.index));
    const found = Object.entries(match.groups ?? {}).find(([, piece]) => piece !== undefined);
    // Groups are named for kinds, by `rule` above.
    add((found?.[0] ?? 'plain') as Kind, match[0]);
    rest = match.index + match[0].length;
  }
  add('plain', text.slice(rest));
  return lines;
}
