import { createPublicKey, type KeyObject } from 'node:crypto';

const leastRsaBits = 2_048;

/** A vendor's public key, as PEM, as base64 of its SPKI, or (Ed25519) as the 32 bytes themselves, base64 or base64url; nothing where it is none. */
export function publicKeyOf(text: string, kind: 'ed25519' | 'rsa'): KeyObject | undefined {
  const key = read(text.trim());
  if (key?.asymmetricKeyType !== kind) return undefined;
  return kind === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < leastRsaBits ? undefined : key;
}

function read(text: string): KeyObject | undefined {
  try {
    if (text.startsWith('-----BEGIN')) return createPublicKey(text.replaceAll('\\n', '\n'));
    const bytes = Buffer.from(text.replaceAll(/\s/gu, ''), 'base64');
    if (bytes.length === 32) return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }, format: 'jwk' });
    return createPublicKey({ key: bytes, format: 'der', type: 'spki' });
  } catch {
    return undefined; // Told as a key that cannot be used; its text says nothing that may be shown.
  }
}
