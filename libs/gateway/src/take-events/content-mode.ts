import { Refusal } from '../refusal';

export type ContentMode = 'binary' | 'structured' | 'batch';

const modes: ReadonlyMap<string, ContentMode> = new Map([
  ['application/json', 'binary'],
  ['application/cloudevents+json', 'structured'],
  ['application/cloudevents-batch+json', 'batch'],
]);

const taken =
  'Taken are application/cloudevents+json (one whole event), application/cloudevents-batch+json (an array of whole events) ' +
  'and application/json with ce- headers (the data of one event), in UTF-8.';

/** Which of the three content modes of CloudEvents over HTTP a `content-type` means. */
export function contentModeOf(contentType: string | undefined): ContentMode {
  if (contentType === undefined) throw notTaken('The request has no content-type.');
  const known = modes.get(contentType);
  if (known !== undefined) return known;
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const mode = modes.get(type);
  if (mode === undefined) throw notTaken(`The media type ${quoted(type)} is not taken.`);
  for (const parameter of parameters) {
    const charset = /^charset\s*=\s*"?([^"]*)"?$/.exec(parameter)?.[1];
    if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') throw notTaken(`The charset ${quoted(charset)} is not taken.`);
  }
  return mode;
}

function notTaken(what: string): Refusal {
  return new Refusal(415, 'mediaType', `${what} ${taken}`, [], { accept: [...modes.keys()].join(', ') });
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
