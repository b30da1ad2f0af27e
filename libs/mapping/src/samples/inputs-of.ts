/** A member of a body, where its expression stands, and what that reads. */
export interface ExplainedField {
  /** JSON pointer into the body. */
  readonly path: string;
  /** The character behind its name in the expression, from 0. */
  readonly position: number;
  /** What its value comes from, such as `data.person.name.family`. */
  readonly from: readonly string[];
}

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RegExp);
const nodesIn = (value: unknown): readonly Node[] => (Array.isArray(value) ? value : [value]).filter(isNode);

/** The members that a JSONata object makes and the inputs of each, read from its syntax tree; a list's members are one. */
export function fieldsOf(ast: unknown): readonly ExplainedField[] {
  return walk(ast, '', new Map());
}

type Known = Map<string, readonly string[]>;

function walk(node: unknown, path: string, variables: Known): readonly ExplainedField[] {
  if (!isNode(node)) return [];
  switch (node['type']) {
    case 'block': {
      const expressions = nodesIn(node['expressions']);
      for (const one of expressions) if (one['type'] === 'bind') remember(one, variables);
      return walk(expressions.at(-1), path, variables);
    }
    case 'condition':
      return [...walk(node['then'], path, variables), ...walk(node['else'], path, variables)];
    case 'unary':
      if (node['value'] === '[') return nodesIn(node['expressions']).flatMap((one) => walk(one, path, variables));
      return node['value'] === '{' ? membersOf(node, path, variables) : [];
    default:
      return [];
  }
}

function membersOf(node: Node, path: string, variables: Known): readonly ExplainedField[] {
  const pairs: readonly unknown[] = Array.isArray(node['lhs']) ? node['lhs'] : [];
  return pairs.flatMap((pair) => {
    const [key, value] = Array.isArray(pair) ? nodesIn(pair) : [];
    if (!key || !value || typeof key['value'] !== 'string') return [];
    const below = `${path}/${key['value'].replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const inner = walk(value, below, variables);
    if (inner.length > 0) return inner;
    return [
      { path: below, position: typeof key['position'] === 'number' ? key['position'] : 0, from: [...new Set(inputsOf(value, variables))] },
    ];
  });
}

function remember(bind: Node, variables: Known): void {
  const name = isNode(bind['lhs']) ? bind['lhs']['value'] : undefined;
  if (typeof name === 'string') variables.set(name, inputsOf(bind['rhs'], variables));
}

/** Paths an expression reads, variables followed to what they hold. */
function inputsOf(node: unknown, variables: Known): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((one) => inputsOf(one, variables));
  if (!isNode(node)) return [];
  if (node['type'] === 'path') return pathOf(node, variables);
  if (node['type'] === 'variable') return variables.get(String(node['value'])) ?? [];
  return Object.entries(node).flatMap(([name, child]) => (name === 'procedure' ? [] : inputsOf(child, variables)));
}

function pathOf(node: Node, variables: Known): readonly string[] {
  const steps = nodesIn(node['steps']);
  const names = steps.flatMap((step) => (step['type'] === 'name' ? [String(step['value'])] : []));
  const within = steps.flatMap((step) => [
    ...(step['type'] === 'name' || step['type'] === 'variable' ? [] : inputsOf(step, variables)),
    ...inputsOf(step['stages'], variables),
  ]);
  const [first] = steps;
  if (first?.['type'] === 'variable' && first['value'] !== '') {
    const starts = variables.get(String(first['value'])) ?? [];
    return [...starts.map((start) => [start, ...names].join('.')), ...within];
  }
  return names.length === 0 ? within : [names.join('.'), ...within];
}
