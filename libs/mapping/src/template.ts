import { Expression, type MappingFunctions, type Place, type Words } from './expression';
import { MappingFailed, type PackProblem } from './problem';

/** A text with `{expression}` in it, such as a path. */
export class Template {
  private constructor(
    private readonly parts: readonly (string | Expression)[],
    readonly place: Place,
  ) {}

  static compile(text: string, place: Place, words: Words = {}): Template | readonly PackProblem[] {
    const parts: (string | Expression)[] = [];
    const problems: PackProblem[] = [];
    let rest = 0;
    for (const match of text.matchAll(/\{([^{}]*)\}/gu)) {
      parts.push(text.slice(rest, match.index));
      rest = match.index + match[0].length;
      const inner = Expression.compile(match[1] ?? '', { ...place, column: place.column + match.index + 1 });
      if (inner instanceof Expression) parts.push(inner.with(words));
      else problems.push(inner);
    }
    parts.push(text.slice(rest));
    return problems.length > 0 ? problems : new Template(parts, place);
  }

  /** Fills it in; what is filled in is escaped by `escape`. @throws MappingFailed where a part is neither text nor number */
  async fill(input: unknown, functions: MappingFunctions, escape: (value: string) => string = (value) => value): Promise<string> {
    const texts = await Promise.all(
      this.parts.map(async (part) => {
        if (typeof part === 'string') return part;
        const value = await part.evaluate(input, functions);
        if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
        const { file, line, column } = part.place;
        throw new MappingFailed(
          `${file}:${line}:${column}`,
          `"${part.text}" answers ${JSON.stringify(value) ?? 'nothing'}, a text is needed here`,
        );
      }),
    );
    return texts.join('');
  }
}
