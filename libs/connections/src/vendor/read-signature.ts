import type { SignatureDocument } from '#mapping';

export type HookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface SignatureRead {
  readonly bytes: Buffer;
  readonly keyId: string | undefined;
  /** As written, since it is signed as written. */
  readonly timestamp: string | undefined;
}

/** The one value of a header, whatever case its name has; none where it is there twice, as nobody could say which counts. */
export function oneHeader(headers: HookHeaders, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const values = Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === wanted ? (value ?? []) : []));
  const [only] = values;
  return values.length === 1 && only !== undefined && only !== '' ? only : undefined;
}

/** Takes a header apart as the pack's `format` says; nothing where it is not so. */
export function readSignature(
  written: string,
  { format = '{signature}', encoding = 'base64' }: SignatureDocument,
): SignatureRead | undefined {
  const parts = partsOf(written.trim(), format);
  const { signature, keyId, timestamp } = parts ?? {};
  const bytes = signature === undefined ? undefined : bytesOf(signature, encoding);
  if (!bytes || (timestamp !== undefined && !/^\d{1,15}$/u.test(timestamp))) return undefined;
  return { bytes, keyId, timestamp };
}

interface Parts {
  readonly signature?: string;
  readonly keyId?: string;
  readonly timestamp?: string;
}

/** Each part ends where the text that follows it in the format begins; the last one at the header's end. */
function partsOf(written: string, format: string): Parts | undefined {
  const parts: Record<string, string> = {};
  let rest = written;
  const [head = '', ...fields] = format.split('{');
  if (!rest.startsWith(head)) return undefined;
  rest = rest.slice(head.length);
  for (const field of fields) {
    const [name = '', after = ''] = field.split('}');
    const end = after === '' ? rest.length : rest.indexOf(after);
    if (end <= 0) return undefined;
    parts[name] = rest.slice(0, end);
    rest = rest.slice(end + after.length);
  }
  return rest === '' ? parts : undefined;
}

function bytesOf(text: string, encoding: 'base64' | 'hex'): Buffer | undefined {
  const right = encoding === 'hex' ? /^([0-9a-f]{2})+$/iu : /^[A-Za-z0-9+/_-]+={0,2}$/u;
  return right.test(text) ? Buffer.from(text, encoding) : undefined;
}
