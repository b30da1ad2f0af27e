import Ajv, { type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

export type Use = 'request' | 'answer';

/**
 * The vendor's own models, as its type definitions and their doc comments say them: types, members, what is needed, and the words of
 * lists, which stand in descriptions as `(a/b/c)`. They know no formats, no whole numbers, and no "one of phone or e-mail".
 */
export class ReapitModels {
  private readonly generator = createGenerator({
    path: require.resolve('@reapit/foundations-ts-definitions').replace(/index\.\w+$/u, 'index.d.ts'),
    type: '*',
    skipTypeCheck: true,
    additionalProperties: false,
    expose: 'all',
    topRef: false,
  });
  private readonly ajv = new Ajv({ allErrors: true, strict: false });
  private readonly compiled = new Map<string, ValidateFunction>();
  /** How many lists of words were found in descriptions. */
  lists = 0;

  /** What is wrong with a value, as sentences. In answers whatever is optional may be null. @throws where there is no such model */
  problemsOf(model: string, value: unknown, use: Use): readonly string[] {
    const key = `${model} ${use}`;
    const fits = this.compiled.get(key) ?? this.ajv.compile(this.schemaOf(model, use));
    this.compiled.set(key, fits);
    if (fits(value)) return [];
    return (fits.errors ?? []).map(
      ({ instancePath, message = '', params }) => `${model}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  private schemaOf(model: string, use: Use): Tree {
    // Generated anew per model: names are qualified, as those of several namespaces are alike.
    const made: unknown = JSON.parse(JSON.stringify(this.generator.createSchema(`Platform.${model}`)));
    const { $schema: _, ...schema } = isTree(made) ? made : {};
    const closed = this.withLists(schema);
    return isTree(closed) && use === 'answer' ? withNulls(closed) : (closed as Tree); // made from an object
  }

  private withLists(node: unknown): unknown {
    if (Array.isArray(node)) return node.map((one) => this.withLists(one));
    if (!isTree(node)) return node;
    const inner = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, this.withLists(value)]));
    const words = wordsIn(node['description']);
    if (words.length === 0) return inner;
    if (node['type'] === 'string') this.lists += 1;
    if (node['type'] === 'string') return { ...inner, enum: words };
    if (node['type'] !== 'array' || !isTree(node['items']) || node['items']['type'] !== 'string') return inner;
    this.lists += 1;
    return { ...inner, items: { type: 'string', enum: words } };
  }
}

/** `(grant/deny/notAsked)` in a description. */
function wordsIn(description: unknown): readonly string[] {
  const list = typeof description === 'string' ? /\((\w+(?:\/\w+)+)\)/u.exec(description)?.[1] : undefined;
  return list?.split('/') ?? [];
}

/** Optional members may be null. */
function withNulls(node: Tree): Tree {
  const needed: readonly unknown[] = Array.isArray(node['required']) ? node['required'] : [];
  const inner = Object.entries(node).map(([name, value]) => {
    if (name === 'properties' && isTree(value)) {
      const members = Object.entries(value).map(([member, one]) => {
        const made = isTree(one) ? withNulls(one) : one;
        return [member, needed.includes(member) ? made : { anyOf: [made, { type: 'null' }] }];
      });
      return [name, Object.fromEntries(members)];
    }
    if (Array.isArray(value) && name !== 'required' && name !== 'enum')
      return [name, value.map((one: unknown) => (isTree(one) ? withNulls(one) : one))]; // parts of a schema
    return [name, isTree(value) ? withNulls(value) : value];
  });
  return Object.fromEntries(inner);
}
