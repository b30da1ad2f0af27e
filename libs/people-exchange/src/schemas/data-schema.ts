import { eventTypeOf } from '../event-types';
import type { Schema } from '../rules/rule';
import { classSchema, partsOf } from './schema-of';

/** Name of the schema of a type's data, as `dataschema` carries it. */
export const dataSchemaName = (type: string, version: number): string => `urn:people-exchange:${type}:${version}`;

/** The JSON Schema (2020-12) of an event type's `data`, with all it refers to; undefined for a type that is not known. */
export function dataSchemaOf(type: string): Schema | undefined {
  const known = eventTypeOf(type);
  if (!known) return undefined;
  const parts = [...partsOf(known.data)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: dataSchemaName(type, known.version),
    title: type,
    ...classSchema(known.data),
    ...(parts.length > 0 ? { $defs: Object.fromEntries(parts.map(([name, part]) => [name, classSchema(part)])) } : {}),
  };
}
