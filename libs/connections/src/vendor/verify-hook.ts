import { createHmac, timingSafeEqual, verify } from 'node:crypto';
import type { SignatureDocument } from '#mapping';
import { publicKeyOf } from './hook-keys';
import { type HookHeaders, oneHeader, readSignature, type SignatureRead } from './read-signature';
import { webhookKey } from './webhook-key';

/** Secrets or public keys, any of which may fit, or by the id that the vendor's header names. */
export type HookSecrets = readonly string[] | Readonly<Record<string, string>>;

export interface HookToVerify {
  readonly signature: SignatureDocument;
  readonly secrets: HookSecrets;
  readonly headers: HookHeaders;
  readonly rawBody: Buffer;
  readonly now: Date;
}

export type HookDoubt =
  /** The header is missing. */
  | 'unsigned'
  /** The header is there and cannot be read. */
  | 'malformed'
  /** Its time is too far from ours: an old hook once more, or a clock that is wrong. */
  | 'stale'
  /** It names a key that is not among ours: the vendor has taken a new one. */
  | 'unknownKey'
  /** What was entered is no key of this kind. */
  | 'keyUnusable'
  /** Somebody else signed, or the body was changed. */
  | 'mismatch';

export type HookVerdict = { readonly ok: true } | { readonly ok: false; readonly why: HookDoubt };

const usualToleranceSeconds = 300;
const mostSignatures = 16;
const no = (why: HookDoubt): HookVerdict => ({ ok: false, why });

/** Whether a hook comes from the vendor as it came. Whatever is in its headers, this answers and never throws. */
export function verifyHook(hook: HookToVerify): HookVerdict {
  if (hook.signature.scheme === 'standardWebhooks') return verifyStandard(hook);
  const { signature, secrets, headers, rawBody, now } = hook;
  const written = oneHeader(headers, signature.header ?? '');
  if (written === undefined) return no('unsigned');
  const read = readSignature(written, signature);
  if (!read) return no('malformed');
  const { toleranceSeconds = usualToleranceSeconds } = signature;
  if (read.timestamp !== undefined && !isNear(read.timestamp, now, toleranceSeconds)) return no('stale');
  const fitting = secretsFor(secrets, read.keyId);
  if (!fitting) return no('unknownKey');
  const signed = signedBytes(signature, read, rawBody);
  return signed ? anyOf(fitting, (secret) => fits(signature.scheme, secret, signed, read.bytes)) : no('malformed');
}

function verifyStandard({ signature, secrets, headers, rawBody, now }: HookToVerify): HookVerdict {
  const [id, timestamp, written] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => oneHeader(headers, name));
  if (id === undefined || timestamp === undefined || written === undefined) return no('unsigned');
  if (!/^\d{1,15}$/u.test(timestamp)) return no('malformed');
  if (!isNear(timestamp, now, signature.toleranceSeconds ?? usualToleranceSeconds)) return no('stale');
  const given = written.split(' ').flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice(3), 'base64')] : []));
  if (given.length === 0 || given.length > mostSignatures) return no('malformed');
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`, 'utf8'), rawBody]);
  return anyOf(Object.values(secrets), (secret) => {
    const key = webhookKey(secret);
    if (!key) return undefined;
    const expected = createHmac('sha256', key).update(signed).digest();
    return given.some((one) => same(one, expected));
  });
}

/** @param test answers nothing where a secret is none of its kind */
function anyOf(secrets: readonly string[], test: (secret: string) => boolean | undefined): HookVerdict {
  const results = secrets.map(test);
  if (results.includes(true)) return { ok: true };
  return no(results.includes(false) ? 'mismatch' : 'keyUnusable');
}

function secretsFor(secrets: HookSecrets, keyId: string | undefined): readonly string[] | undefined {
  if (isList(secrets) || keyId === undefined) return Object.values(secrets);
  const secret = Object.hasOwn(secrets, keyId) ? secrets[keyId] : undefined;
  return secret === undefined ? undefined : [secret];
}

const isList = (secrets: HookSecrets): secrets is readonly string[] => Array.isArray(secrets);

function signedBytes(
  { over = 'body', between = '' }: SignatureDocument,
  { timestamp }: SignatureRead,
  rawBody: Buffer,
): Buffer | undefined {
  if (over === 'body') return rawBody;
  if (over === 'base64Body') return Buffer.from(rawBody.toString('base64'), 'latin1');
  return timestamp === undefined ? undefined : Buffer.concat([Buffer.from(timestamp + between, 'utf8'), rawBody]);
}

function fits(scheme: SignatureDocument['scheme'], secret: string, signed: Buffer, given: Buffer): boolean | undefined {
  if (scheme === 'hmac-sha256') {
    // An empty secret is one that everybody knows.
    return secret.trim() === '' ? undefined : same(createHmac('sha256', secret).update(signed).digest(), given);
  }
  const key = publicKeyOf(secret, scheme === 'ed25519' ? 'ed25519' : 'rsa');
  return key && verify(scheme === 'ed25519' ? null : 'sha256', signed, key, given);
}

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** Seconds since 1970, or milliseconds where they can be nothing else. */
function isNear(timestamp: string, now: Date, toleranceSeconds: number): boolean {
  const value = Number(timestamp);
  return Math.abs(now.getTime() - (value < 1e11 ? value * 1000 : value)) <= toleranceSeconds * 1000;
}
