import { packSchema, packSchemaVersion } from './schema/pack-schema';

/** What outsiders may rely on, by its path below the schemas folder, as the text of the file. */
export function packDocuments(): ReadonlyMap<string, string> {
  return new Map([[`mapping-pack/${packSchemaVersion}.json`, `${JSON.stringify(packSchema, undefined, 2)}\n`]]);
}
