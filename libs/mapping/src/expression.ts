import jsonata from 'jsonata';
import { bound } from './bounds';
import { mappingLimits } from './limits';
import { MappingFailed, type PackProblem } from './problem';
import { LinearRegex } from './regex';

/** What a mapping may call beside JSONata's own; handed in, because this room does no geography. */
export type MappingFunctions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** Constants of a request, which its expressions see as `$name`. */
export type Words = Readonly<Record<string, string | number | boolean>>;

/** Where an expression stands in its pack. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A JSONata expression of a pack, compiled once. */
export class Expression {
  private constructor(
    readonly text: string,
    readonly place: Place,
    private readonly compiled: jsonata.Expression,
    private readonly words: Words = {},
  ) {}

  /** Answers the problem where it is no expression: JSONata's own words, at the very character. */
  static compile(text: string, place: Place): Expression | PackProblem {
    if (text.length > mappingLimits.expression)
      return { ...place, message: `has ${text.length} characters, at most ${mappingLimits.expression} are taken` };
    try {
      const { timeoutMs: timeout, stack, sequence } = mappingLimits;
      // JSONata constructs it with a RegExp and calls exec and lastIndex alone, which LinearRegex has.
      const RegexEngine = LinearRegex as unknown as RegExpConstructor;
      const compiled = jsonata(text, { timeout, stack, sequence, RegexEngine });
      bound(compiled);
      const unfit = unfitRegexIn(compiled.ast(), text, place);
      return unfit ?? new Expression(text, place, compiled);
    } catch (error) {
      const { message, position } = failureOf(error);
      return { ...at(text, position, place), message: `is no JSONata expression: ${message}` };
    }
  }

  /** The same with constants, so that several requests can share a file. */
  with(words: Words): Expression {
    return new Expression(this.text, this.place, this.compiled, words);
  }

  /** Its syntax tree, as JSONata names the parts. */
  ast(): unknown {
    return this.compiled.ast();
  }

  /** @throws MappingFailed with the place of what failed */
  async evaluate(input: unknown, functions: MappingFunctions): Promise<unknown> {
    try {
      const answer: unknown = await this.compiled.evaluate(input, { ...functions, ...this.words });
      // Sequences of JSONata carry marks of its own.
      return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
    } catch (error) {
      const { message, position, code } = failureOf(error);
      const { file, line, column } = at(this.text, position, this.place);
      throw new MappingFailed(`${file}:${line}:${column}`, message, code === outOfTime);
    }
  }
}

/** What JSONata calls an evaluation that took too long. */
const outOfTime = 'D1012';

/** JSONata throws plain objects with a message and, mostly, the character behind which it happened. */
function failureOf(error: unknown): { message: string; position: number; code?: unknown } {
  if (typeof error !== 'object' || error === null) return { message: String(error), position: 0 };
  const { message, position, code } = error as { message?: unknown; position?: unknown; code?: unknown }; // read with checks below
  return {
    message: typeof message === 'string' ? message : JSON.stringify(error),
    position: typeof position === 'number' ? position : 0,
    code,
  };
}

/** The place of a character of an expression that begins at `place`. */
function at(text: string, position: number, place: Place): Place {
  const before = text.slice(0, Math.max(0, position - 1)).split('\n');
  const last = before.at(-1) ?? '';
  return { file: place.file, line: place.line + before.length - 1, column: (before.length === 1 ? place.column : 1) + last.length };
}

/** A pattern RE2 cannot run would fail at the first event; it is told when the pack is checked. */
function unfitRegexIn(node: unknown, text: string, place: Place): PackProblem | undefined {
  if (node instanceof RegExp || typeof node !== 'object' || node === null) return undefined;
  if ('type' in node && node.type === 'regex' && 'value' in node && node.value instanceof RegExp) {
    try {
      new LinearRegex(node.value);
    } catch (error) {
      const position = 'position' in node && typeof node.position === 'number' ? node.position : 0;
      return {
        ...at(text, position, place),
        message: `has a regular expression that may take for ever: ${error instanceof Error ? error.message : String(error)}`,
        hint: 'Back references and look-arounds are not taken; write it with groups, alternatives and classes',
      };
    }
  }
  for (const child of Object.values(node)) {
    const found = unfitRegexIn(child, text, place);
    if (found) return found;
  }
  return undefined;
}
