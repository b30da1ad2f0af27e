import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { MAX, MIN } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { eventTypes } from '../event-types';

type Schema = Readonly<Record<string, unknown>>;

let definitions: Record<string, Schema> | undefined;

/** JSON Schemas of every class, made from what class-validator knows of them. */
function allDefinitions(): Record<string, Schema> {
  // The generator's schema objects are plain JSON; their own type has no index signature.
  definitions ??= validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: '#/$defs/',
    // The generator lets a bound say `number` over a whole number's own type.
    additionalConverters: {
      [MIN]: ({ constraints }) => ({ minimum: constraints[0] }),
      [MAX]: ({ constraints }) => ({ maximum: constraints[0] }),
    },
  }) as unknown as Record<string, Schema>;
  return definitions;
}

function referencesIn(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) value.forEach((item) => referencesIn(item, found));
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (name === '$ref' && typeof member === 'string') found.add(member.replace('#/$defs/', ''));
      else referencesIn(member, found);
    }
  }
}

/** The JSON Schema (2020-12) of an event type's `data`, with all it refers to. */
export function dataSchemaOf(type: string): Schema | undefined {
  const known = eventTypes.find((entry) => entry.type === type);
  if (!known) return undefined;
  const all = allDefinitions();
  const needed = new Set<string>();
  const visit = (name: string): void => {
    const found = new Set<string>();
    referencesIn(all[name], found);
    for (const next of found) {
      if (needed.has(next)) continue;
      needed.add(next);
      visit(next);
    }
  };
  visit(known.data.name);
  const $defs = Object.fromEntries([...needed].sort().map((name) => [name, all[name]]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:people-exchange:${type}:${known.version}`,
    title: type,
    ...all[known.data.name],
    $defs,
  };
}
