import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Place } from '../expression';
import type { PackProblem } from '../problem';

/** The place of a member by its path; of its nearest parent where it is not there. */
export type PlaceOf = (path: readonly (string | number)[]) => Place;

/** A YAML file as values, and where each stands in it. */
export interface Placed {
  readonly value: unknown;
  readonly placeOf: PlaceOf;
}

/** Answers problems where the file is no YAML. Aliases are bounded, since a few lines of them can stand for gigabytes. */
export function readYaml(file: string, source: string): Placed | readonly PackProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, merge: true });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0)
    return document.errors.map((error) => ({ ...placeAt(error.pos[0]), message: `is no YAML: ${error.message}` }));
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    return [{ ...placeAt(0), message: `is no YAML: ${error instanceof Error ? error.message : String(error)}` }];
  }
  const placeOf: PlaceOf = (path) => {
    let node: unknown = document.contents;
    let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    for (const part of path) {
      const child = isMap(node) || isSeq(node) ? node.get(part, true) : undefined;
      if (!isNode(child)) break;
      node = child;
      offset = child.range?.[0] ?? offset;
    }
    return placeAt(offset);
  };
  return { value, placeOf };
}
