import type { Problem } from '#people-exchange';
import { Refusal } from '../refusal';

const attributeName = /^[a-z0-9]+$/;
const percentEncoded = /%[0-9a-fA-F]{2}/;
const printable = /^[\x20-\x7e]*$/;

/**
 * The attributes of an event in binary mode: `ce-` headers, unquoted and percent-decoded as the CloudEvents HTTP
 * binding says (§3.1.3.2).
 * @param rawHeaders name, value, name, value … as received: the joined headers of Node hide a name that came twice
 */
export function attributesFrom(rawHeaders: readonly string[]): Record<string, string> {
  const attributes: Record<string, string> = {};
  const problems: Problem[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const header = rawHeaders[i] ?? '';
    if (header.length < 4 || header.slice(0, 3).toLowerCase() !== 'ce-') continue;
    const name = header.slice(3).toLowerCase();
    if (!attributeName.test(name)) {
      problems.push(problem(name, 'attributeName', `ce-${name} names no attribute: only letters and digits may follow ce-.`));
      continue;
    }
    const value = decodeValue(rawHeaders[i + 1] ?? '');
    if (Object.hasOwn(attributes, name)) problems.push(problem(name, 'duplicateName', `The header ce-${name} came twice.`));
    else if (name === 'data' || name === 'datacontenttype')
      problems.push(problem(name, 'binaryMode', `In binary mode ${name} is not a ce- header: it is the body, and its content-type.`));
    else if (value === undefined)
      problems.push(
        problem(name, 'percentEncoding', `The value of ce-${name} must be printable ASCII; anything else percent-encoded as UTF-8.`),
      );
    else attributes[name] = value;
  }
  if (problems.length > 0) throw new Refusal(400, 'binaryMode', 'The ce- headers are not those of one event in binary mode.', problems);
  if (!Object.hasOwn(attributes, 'specversion')) {
    const detail =
      'With content-type application/json the body is the data of one event, and its attributes are ce- headers; ce-specversion is missing. ' +
      'To send a whole event as one JSON object use application/cloudevents+json, for an array of them application/cloudevents-batch+json.';
    throw new Refusal(400, 'binaryMode', detail, [problem('specversion', 'required', 'The header ce-specversion is missing.')]);
  }
  return attributes;
}

/** `undefined` when the value is not what a sender may write into a header. */
function decodeValue(value: string): string | undefined {
  if (!printable.test(value)) return undefined;
  const bare = value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
  if (!percentEncoded.test(bare)) return bare;
  // Only whole sequences are decoded; a lone % stands for itself, as the binding's decoders have it.
  try {
    return decodeURIComponent(bare.replace(/%(?![0-9a-fA-F]{2})/g, '%25'));
  } catch (cause) {
    if (cause instanceof URIError) return undefined;
    throw cause;
  }
}

function problem(name: string, rule: string, message: string): Problem {
  return { path: `/${name}`, rule, message };
}
