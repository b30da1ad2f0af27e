import { eventTypes } from '../event-types';
import { asyncApi } from './asyncapi';
import { dataSchemaOf } from './data-schema';

/** Where the schema of a type's data lies below the schemas folder: `events/search/saved/1.json`. */
const pathOf = (type: string, version: number): string => `events/${type.split('.').join('/')}/${version}.json`;

/** Every document outsiders may rely on, by its path below the schemas folder, as the text of the file. */
export function publishedDocuments(): ReadonlyMap<string, string> {
  const asText = (document: unknown): string => `${JSON.stringify(document, undefined, 2)}\n`;
  const schemas = eventTypes.map(({ type, version }): [string, string] => [pathOf(type, version), asText(dataSchemaOf(type))]);
  return new Map([...schemas, ['asyncapi.json', asText(asyncApi())]]);
}
