import { createPrivateKey, generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/** A new Ed25519 key: what is published of it, and its private part as text. Its name is its thumbprint (RFC 7638). */
export function newKey(): { kid: string; published: Readonly<Record<string, unknown>>; secret: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { crv, kty, x } = publicKey.export({ format: 'jwk' });
  const kid = hash('sha256', JSON.stringify({ crv, kty, x }), 'base64url');
  return {
    kid,
    published: { kty, crv, x, kid, use: 'sig', alg: 'EdDSA' },
    secret: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

/** @param secret as `newKey` made it */
export function signingKey(kid: string, secret: string): SigningKey {
  return { kid, privateKey: createPrivateKey({ key: Buffer.from(secret, 'base64'), format: 'der', type: 'pkcs8' }) };
}

/** A JSON Web Token of these claims (RFC 7519, signed as RFC 8037 says). */
export function signed(claims: Readonly<Record<string, unknown>>, { kid, privateKey }: SigningKey): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
  const text = `${part({ alg: 'EdDSA', typ: 'JWT', kid })}.${part(claims)}`;
  return `${text}.${sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url')}`;
}
