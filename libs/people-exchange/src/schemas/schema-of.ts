import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { type DataClass, type Field, fieldsOf, type Schema } from '../rules/rule';
import { descriptionOf } from './described';

type Metadata = { readonly target: DataClass; readonly propertyName: string; readonly constraints: readonly Schema[] };

/** Every rule carries its own piece of schema as its first constraint; parts become references. */
function convertersFor(of: DataClass, pointer: string): Record<string, (meta: unknown) => Schema> {
  const ofRule = (meta: unknown): Schema => (meta as Metadata).constraints[0] ?? {}; // what `declare` put there
  const converters: Record<string, (meta: unknown) => Schema> = {
    [ValidationTypes.NESTED_VALIDATION]: (meta) => {
      const part = fieldsOf(of).get((meta as Metadata).propertyName)?.part; // the generator hands over class-validator's own record
      return part ? { $ref: `${pointer}${part().name}` } : {};
    },
  };
  for (const field of fieldsOf(of).values())
    for (const rule of [...field.rules, ...field.itemRules, { name: 'needed' }]) converters[rule.name] = ofRule;
  return converters;
}

function conditionsOf(fields: ReadonlyMap<string, Field>): Schema {
  const dependentRequired: Record<string, string[]> = {};
  const allOf: Schema[] = [];
  for (const [name, { presence }] of fields) {
    for (const beside of presence?.beside ?? []) dependentRequired[beside] = [...(dependentRequired[beside] ?? []), name];
    if (presence?.when) {
      const [member, value] = presence.when;
      allOf.push({ if: { required: [member], properties: { [member]: { const: value } } }, then: { required: [name] } });
    }
  }
  return {
    ...(Object.keys(dependentRequired).length > 0 ? { dependentRequired } : {}),
    ...(allOf.length > 0 ? { allOf } : {}),
  };
}

/** The JSON Schema of one class, its members described and in the order they were declared. */
export function classSchema(of: DataClass, pointer = '#/$defs/'): Schema {
  // The generator's types are OpenAPI's; what it makes here is plain JSON Schema.
  const made = targetConstructorToSchema(of, {
    classValidatorMetadataStorage: getMetadataStorage(),
    additionalConverters: convertersFor(of, pointer),
  }) as unknown as { properties: Record<string, Schema> };
  const fields = fieldsOf(of);
  const properties: Record<string, Schema> = {};
  for (const [name, field] of fields) properties[name] = { description: field.about, ...made.properties[name] };
  const required = [...fields].filter(([, { presence }]) => !presence?.optional).map(([name]) => name);
  return {
    description: descriptionOf(of),
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    ...conditionsOf(fields),
  };
}

/** Every class a class is made of, by name; without itself. */
export function partsOf(of: DataClass, found = new Map<string, DataClass>()): ReadonlyMap<string, DataClass> {
  for (const { part } of fieldsOf(of).values()) {
    const next = part?.();
    if (next === undefined || found.get(next.name) === next) continue;
    found.set(next.name, next);
    partsOf(next, found);
  }
  return found;
}
