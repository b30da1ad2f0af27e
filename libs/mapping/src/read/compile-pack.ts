import { Expression, type Place, type Words } from '../expression';
import type { PackFiles } from '../files';
import type { Pack, PackList, PackRecordIn, PackRequest, PackSweep } from '../pack';
import type { InRecordDocument, ListDocument, PackDocument, RequestDocument } from '../pack-document';
import type { PackProblem } from '../problem';
import { Template } from '../template';
import type { PlaceOf } from './yaml-places';

type Path = readonly (string | number)[];

/** Compiles every expression and template of a pack; all problems at once. */
export function compilePack(document: PackDocument, files: PackFiles, placeOf: PlaceOf): { pack: Pack; problems: readonly PackProblem[] } {
  const parts = new Parts(files, placeOf);
  const requests = new Map(
    Object.entries(document.out ?? {}).map(([type, all]) => [type, all.map((one, n) => requestOf(parts, one, ['out', type, n]))]),
  );
  const records = new Map(
    Object.entries(document.in?.records ?? {}).map(([name, record]) => [name, recordOf(parts, record, ['in', 'records', name])]),
  );
  const lists = new Map(Object.entries(document.lists ?? {}).map(([name, list]) => [name, listOf(parts, list, ['lists', name])]));
  const hook = document.in?.hook;
  return {
    pack: {
      document,
      files,
      requests,
      records,
      lists,
      ...(hook
        ? { hook: { read: parts.file(hook.read, ['in', 'hook', 'read']), signature: hook.signature, coalesceMs: hook.coalesceMs ?? 0 } }
        : {}),
    },
    problems: parts.problems,
  };
}

/** Makes expressions and templates, and collects what is wrong with them; a wrong one answers nothing. */
class Parts {
  constructor(
    private readonly files: PackFiles,
    private readonly placeOf: PlaceOf,
    private readonly words: Words = {},
    readonly problems: PackProblem[] = [],
    /** Several requests may share a file; it is compiled, and complained of, once. */
    private readonly compiled = new Map<string, Expression>(),
  ) {}

  /** The same for a request that has constants of its own. */
  with(words: Words = {}): Parts {
    return new Parts(this.files, this.placeOf, words, this.problems, this.compiled);
  }

  expression(text: string, path: Path): Expression {
    return this.kept(Expression.compile(text, this.placeOf(path))).with(this.words);
  }

  expressions(texts: Readonly<Record<string, string>> | undefined, path: Path): Record<string, Expression> {
    return Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, this.expression(text, [...path, name])]));
  }

  file(name: string, path: Path): Expression {
    const text = this.files.get(name);
    if (text !== undefined) {
      const made = this.compiled.get(name) ?? this.kept(Expression.compile(text, { file: name, line: 1, column: 1 }));
      this.compiled.set(name, made);
      return made.with(this.words);
    }
    const others = [...this.files.keys()].filter((other) => other.endsWith('.jsonata')).join(', ');
    this.problems.push({
      ...this.placeOf(path),
      message: `names ${name}, which is not in the pack`,
      hint: `There are ${others || 'no mapping files'}`,
    });
    return nothing(this.placeOf(path));
  }

  template(text: string, path: Path): Template {
    const made = Template.compile(text, this.placeOf(path), this.words);
    if (made instanceof Template) return made;
    this.problems.push(...made);
    return this.template('', path);
  }

  templates(texts: Readonly<Record<string, string>> | undefined, path: Path): Record<string, Template> {
    return Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, this.template(text, [...path, name])]));
  }

  private kept(made: Expression | PackProblem): Expression {
    if (made instanceof Expression) return made;
    this.problems.push(made);
    return nothing(made);
  }
}

function nothing(place: Place): Expression {
  const made = Expression.compile('null', place);
  if (made instanceof Expression) return made;
  throw new NothingNotCompiled();
}

/** Cannot happen: `null` is an expression. */
class NothingNotCompiled extends Error {}

function requestOf(all: Parts, d: RequestDocument, path: Path): PackRequest {
  const parts = all.with(d.with);
  const at = (...more: Path): Path => [...path, ...more];
  return {
    id: d.id,
    method: d.method,
    writes: d.writes,
    once: d.once,
    path: parts.template(d.path, at('path')),
    query: parts.expressions(d.query, at('query')),
    headers: parts.templates(d.headers, at('headers')),
    ...(d.keyHeader === undefined ? {} : { keyHeader: d.keyHeader }),
    ...(d.makes === undefined ? {} : { makes: d.makes }),
    ...(d.needs === undefined ? {} : { needs: d.needs }),
    ...(d.when === undefined ? {} : { when: parts.expression(d.when, at('when')) }),
    ...(d.body === undefined ? {} : { body: parts.file(d.body, at('body')) }),
    ...(d.idFrom === undefined ? {} : { idFrom: parts.expression(d.idFrom, at('idFrom')) }),
    ...(d.ifMatch === undefined ? {} : { ifMatch: parts.template(d.ifMatch.path, at('ifMatch', 'path')) }),
    ...(d.failedWhen === undefined ? {} : { failedWhen: parts.expression(d.failedWhen, at('failedWhen')) }),
    ...(d.ignoredWhen === undefined ? {} : { ignoredWhen: parts.expression(d.ignoredWhen, at('ignoredWhen')) }),
    ...(d.readBack === undefined
      ? {}
      : {
          readBack: {
            path: parts.template(d.readBack.path, at('readBack', 'path')),
            expect: parts.file(d.readBack.expect, at('readBack', 'expect')),
          },
        }),
    ...(d.together === undefined
      ? {}
      : {
          together: {
            path: parts.template(d.together.path, at('together', 'path')),
            body: parts.expression(d.together.body, at('together', 'body')),
            most: d.together.most,
          },
        }),
    ...(d.lookup === undefined
      ? {}
      : {
          lookup: {
            path: parts.template(d.lookup.path, at('lookup', 'path')),
            query: parts.expressions(d.lookup.query, at('lookup', 'query')),
            found: parts.expression(d.lookup.found, at('lookup', 'found')),
          },
        }),
  };
}

function recordOf(parts: Parts, d: InRecordDocument, path: Path): PackRecordIn {
  return {
    map: parts.file(d.map, [...path, 'map']),
    ...(d.path === undefined ? {} : { path: parts.template(d.path, [...path, 'path']) }),
    ...(d.sweep === undefined ? {} : { sweep: sweepOf(parts, d.sweep, [...path, 'sweep']) }),
  };
}

function sweepOf(parts: Parts, d: NonNullable<InRecordDocument['sweep']>, path: Path): PackSweep {
  return {
    method: d.method ?? 'GET',
    path: parts.template(d.path, [...path, 'path']),
    query: parts.expressions(d.query, [...path, 'query']),
    ...(d.when === undefined ? {} : { when: parts.expression(d.when, [...path, 'when']) }),
    ...(d.body === undefined ? {} : { body: parts.file(d.body, [...path, 'body']) }),
    items: parts.expression(d.items, [...path, 'items']),
    id: parts.expression(d.id, [...path, 'id']),
    modified: parts.expression(d.modified, [...path, 'modified']),
    ...(d.next === undefined ? {} : { next: parts.expression(d.next, [...path, 'next']) }),
    everySeconds: d.everySeconds ?? 300,
    overlapSeconds: d.overlapSeconds ?? 600,
  };
}

function listOf(parts: Parts, d: ListDocument, path: Path): PackList {
  return {
    title: d.title,
    path: parts.template(d.path, [...path, 'path']),
    query: parts.expressions(d.query, [...path, 'query']),
    headers: parts.templates(d.headers, [...path, 'headers']),
    values: parts.expression(d.values, [...path, 'values']),
    ...(d.next === undefined ? {} : { next: parts.expression(d.next, [...path, 'next']) }),
    holds: parts.expressions(d.holds, [...path, 'holds']),
  };
}
