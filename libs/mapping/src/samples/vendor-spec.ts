import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { PlayedRequest } from './play-sample';

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was brought is neither OpenAPI 3 nor a JSON Schema with definitions. */
export class NotASpec extends Error {
  readonly code = 'mapping/not-a-spec';
  readonly retriable = false;
}

// Without the optimiser, as in read-pack.ts.
const options = { allErrors: true, strict: false, code: { optimize: false } };

/**
 * A vendor's own description of its API, brought by whoever has it: OpenAPI 3, or a JSON Schema with a definition per model.
 * Members that a shape does not name are taken for mistakes, because vendors drop them without a word.
 */
export class VendorSpec {
  private readonly compiled = new Map<string, ValidateFunction>();

  private constructor(
    private readonly document: Tree,
    private readonly ajv: Ajv,
  ) {}

  /** @throws NotASpec */
  static of(document: unknown): VendorSpec {
    if (!isTree(document) || !(isTree(document['paths']) || isTree(document['$defs']) || isTree(document['definitions'])))
      throw new NotASpec('It is neither OpenAPI 3 (paths) nor a JSON Schema with definitions ($defs or definitions).');
    const closed = close(document);
    if (!isTree(closed)) throw new NotASpec('It is no object.');
    const newer = String(document['$schema'] ?? '').includes('2020-12');
    const ajv = newer ? new Ajv2020(options) : new Ajv(options);
    addFormats(ajv);
    ajv.addSchema({ ...closed, $id: 'spec', $schema: undefined }, 'spec');
    return new VendorSpec(closed, ajv);
  }

  /**
   * What the spec has against a request, as sentences; nothing where it says nothing of it.
   * @param model the vendor's name of the body's shape, for a JSON Schema
   */
  problemsOf({ method, path, body }: PlayedRequest, model: string | undefined): readonly string[] {
    if (!isTree(this.document['paths'])) return model === undefined ? [] : this.bodyProblems(body, this.modelAt(model));
    const [bare = '', query = ''] = path.split('?');
    const found = operationAt(this.document['paths'], method, bare);
    if (!found) return [`${method} ${bare} is not in the spec`];
    return [...queryProblems(found.operation, query), ...this.bodyProblems(body, bodyPointer(found))];
  }

  private modelAt(model: string): string {
    const place = isTree(this.document['$defs']) ? '$defs' : 'definitions';
    const definitions = this.document[place];
    const name = isTree(definitions) ? Object.keys(definitions).find((one) => one === model || one.endsWith(`.${model}`)) : undefined;
    if (name === undefined) throw new NotASpec(`It has no model "${model}".`);
    return `/${place}/${escaped(name)}`;
  }

  private bodyProblems(body: unknown, pointer: string | undefined): readonly string[] {
    if (pointer === undefined) return body === undefined ? [] : ['the spec knows of no body here'];
    const fits = this.compiled.get(pointer) ?? this.ajv.compile({ $ref: `spec#${encodeURI(pointer)}` });
    this.compiled.set(pointer, fits);
    return fits(body) ? [] : (fits.errors ?? []).map(said);
  }
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

interface Found {
  readonly operation: Tree;
  readonly pointer: string;
}

function operationAt(paths: Tree, method: string, path: string): Found | undefined {
  const verb = method.toLowerCase();
  for (const [template, operations] of Object.entries(paths).sort(([a], [b]) => wildcards(a) - wildcards(b))) {
    const pattern = new RegExp(`^${template.replaceAll(/[.*+?^$()|[\]\\]/gu, '\\$&').replaceAll(/\{[^}]+\}/gu, '[^/]+')}$`, 'u');
    const operation = isTree(operations) ? operations[verb] : undefined;
    if (isTree(operation) && pattern.test(path)) return { operation, pointer: `/paths/${escaped(template)}/${verb}` };
  }
  return undefined;
}

/** A path without wildcards is meant before one with them. */
const wildcards = (template: string): number => template.split('{').length;

function bodyPointer({ operation, pointer }: Found): string | undefined {
  const content = isTree(operation['requestBody']) ? operation['requestBody']['content'] : undefined;
  return isTree(content) && isTree(content['application/json']) ? `${pointer}/requestBody/content/application~1json/schema` : undefined;
}

function queryProblems(operation: Tree, query: string): readonly string[] {
  const parameters: readonly unknown[] = Array.isArray(operation['parameters']) ? operation['parameters'] : [];
  const named = parameters.filter(isTree).filter((one) => one['in'] === 'query');
  const given = [...new URLSearchParams(query).keys()];
  const known = named.map((one) => String(one['name']));
  const missing = named.filter((one) => one['required'] === true && !given.includes(String(one['name'])));
  return [
    ...given.filter((name) => !known.includes(name)).map((name) => `the spec knows no query "${name}"`),
    ...missing.map((one) => `the query lacks "${String(one['name'])}"`),
  ];
}

/** Shapes are closed, and enums that generators keep beside are taken at their word. */
function close(node: unknown, open = false): unknown {
  if (Array.isArray(node)) return node.map((one) => close(one, open));
  if (!isTree(node)) return node;
  const inner = Object.fromEntries(
    // The parts of an allOf are no shapes by themselves.
    Object.entries(node).map(([name, value]) => [name, name === 'example' ? value : close(value, name === 'allOf')]),
  );
  const values = node['x-enum'];
  return {
    ...inner,
    ...(Array.isArray(values) && node['enum'] === undefined
      ? { enum: node['nullable'] === true ? [...(values as unknown[]), null] : values }
      : {}), // a list of JSON values
    ...(!open && isTree(node['properties']) && node['additionalProperties'] === undefined && node['allOf'] === undefined
      ? { additionalProperties: false }
      : {}),
  };
}

function said({ instancePath, message, params, keyword }: ErrorObject): string {
  const where = instancePath === '' ? 'the body' : instancePath;
  if (keyword === 'additionalProperties') return `${where} has "${String(params['additionalProperty'])}", which the spec does not know`;
  return `${where} ${message ?? 'is not right'}${keyword === 'enum' ? `: ${(params['allowedValues'] as unknown[]).join(', ')}` : ''}`; // ajv's own list
}
