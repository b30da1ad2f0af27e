import { isError } from '../error-code';

/** Masks personal data and secrets on their way into a log. Names of members decide, and what looks like an address or a key in text. */
const secret =
  /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key|password|passphrase|secret|webhooksecret|token|accesstoken|key|apikey|operatorkey|databaseurl|connectionstring|webhook-signature)$/;
const personal =
  /^(e-?mails?|mail|(mobile|tele|home|work)?phones?|tel|mobile|addresses|address|line\d|street|postcode|postalcode|zip|names?|(first|last|full|family|given|middle|display|maiden|sur)names?|salutation|birthday|dateofbirth|anniversary|note|notes|message|body|data|payload|rawbody|parameters|detail|externalids)$/;

const mark = '[masked]';
const deepest = 6;
const longestText = 2_000;

export function maskText(text: string): string {
  const short = text.length > longestText ? `${text.slice(0, longestText)}… (${text.length} characters)` : text;
  return (
    short
      .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]*@/gi, `$1${mark}@`)
      .replace(/[^\s@<>"'(),;:=]+@[^\s@<>"'(),;:]+\.[a-z]{2,}/gi, mark)
      .replace(/\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${mark}`)
      .replace(/\bwhsec_[\w+/=-]+/g, mark)
      // A phone number as people write it: a plus, then seven digits or more.
      .replace(/\+\d(?:[\s().-]{0,3}\d){6,14}\b/g, mark)
  );
}

export function maskFacts(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if (value instanceof Date) return value;
  if (isError(value)) return maskError(value, depth);
  if (Buffer.isBuffer(value)) return `[${value.length} bytes]`;
  if (depth >= deepest) return '[deeper]';
  if (value instanceof Map || value instanceof Set) return `[${value.size} entries]`;
  if (Array.isArray(value)) {
    const shown = value.slice(0, 20).map((item) => maskFacts(item, depth + 1));
    return value.length > 20 ? [...shown, `… ${value.length - 20} more`] : shown;
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskMember(name, member, depth)]));
}

function maskMember(name: string, member: unknown, depth: number): unknown {
  const plain = name.replaceAll('_', '').toLowerCase();
  if (member !== undefined && member !== null && (secret.test(plain) || personal.test(plain))) return mark;
  return maskFacts(member, depth + 1);
}

/** Members such as a driver's `detail` or `parameters` quote rows; they are masked like any other member. */
function maskError(error: Error, depth: number): unknown {
  if (depth >= deepest) return `${error.name}: ${maskText(error.message)}`;
  const facts = Object.entries(error).filter(([name]) => !['name', 'message', 'stack', 'cause', 'driverError'].includes(name));
  return {
    type: error.name,
    message: maskText(error.message),
    ...Object.fromEntries(facts.map(([name, member]) => [name, isMachinery(member) ? undefined : maskMember(name, member, depth)])),
    stack: error.stack === undefined ? undefined : maskText(error.stack),
    ...(error.cause === undefined ? {} : { cause: maskFacts(error.cause, depth + 1) }),
  };
}

/** Drivers hang their whole client on an error: an object of a class tells nothing that a reader of the log could use. */
function isMachinery(member: unknown): boolean {
  if (typeof member !== 'object' || member === null || Array.isArray(member) || isError(member)) return false;
  const made: unknown = Object.getPrototypeOf(member);
  return made !== null && made !== Object.prototype && !(member instanceof Date);
}
