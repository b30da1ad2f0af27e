import { type ValidationError, validateSync } from 'class-validator';
import type { Problem } from '../envelope';
import { type DataClass, type Field, fieldsOf, isDefined, type Rule } from '../rules/rule';
import { instanceOf } from './instance';

const mostProblems = 100;

/** Everything that is wrong with a value by the rules of its class, each with its place and what was expected. */
export function classProblems(of: DataClass, value: unknown, path: string, words: string): Problem[] {
  const instance = instanceOf(of, value);
  if (instance === value) return [{ path, rule: 'isObject', message: `${words || 'data'} must be an object` }];
  // An instance was made just above.
  const errors = validateSync(instance as object, { forbidUnknownValues: false });
  return errors.flatMap((error) => problemsOf(of, error, path, words)).slice(0, mostProblems);
}

function problemsOf(of: DataClass, error: ValidationError, path: string, words: string): Problem[] {
  const field = fieldsOf(of).get(error.property);
  if (!field) return [];
  const at = `${path}/${error.property}`;
  const name = words === '' ? error.property : `${words}.${error.property}`;
  const broken = new Set(Object.keys(error.constraints ?? {}));
  const problems: Problem[] = broken.has('needed') ? [problem(at, name, { ...isDefined, ...field.presence?.missing })] : [];
  for (const rule of field.rules) if (broken.has(rule.name)) problems.push(problem(at, name, rule));
  if (Array.isArray(error.value)) problems.push(...itemProblems(field, broken, error.value, at, name));
  const part = field.part?.();
  if (!part) return problems;
  for (const child of error.children ?? []) {
    // For a list the children are its items, named by their place.
    if (!field.list) problems.push(...problemsOf(part, child, at, name));
    else
      for (const inner of child.children ?? [])
        problems.push(...problemsOf(part, inner, `${at}/${child.property}`, `${name}[${child.property}]`));
  }
  return problems;
}

function itemProblems(field: Field, broken: ReadonlySet<string>, list: readonly unknown[], at: string, name: string): Problem[] {
  const rules = field.itemRules.filter((rule) => broken.has(rule.name));
  return list.flatMap((item, index) =>
    rules.filter((rule) => !rule.holds(item)).map((rule) => problem(`${at}/${index}`, `${name}[${index}]`, rule)),
  );
}

const problem = (path: string, name: string, rule: Pick<Rule, 'name' | 'expected'>): Problem => ({
  path,
  rule: rule.name,
  message: `${name} ${rule.expected}`,
});
