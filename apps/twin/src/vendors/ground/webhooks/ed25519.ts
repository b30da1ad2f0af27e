import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';

export interface SigningKeys {
  privateKey: KeyObject;
  /** SPKI, PEM */
  publicPem: string;
  /** The 32 bytes of the public key, base64url, as a JWK has them in `x`. */
  publicX: string;
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key pair that depends on the seed alone, so that a test can know it. Never for anything but a twin. */
export function keysFrom(seed: string): SigningKeys {
  const secret = createHash('sha256').update(`twin key of ${seed}`).digest();
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Head, secret]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const { x } = publicKey.export({ format: 'jwk' });
  return { privateKey, publicPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(), publicX: x ?? '' };
}

export function signed(keys: SigningKeys, text: string): string {
  return sign(null, Buffer.from(text, 'utf8'), keys.privateKey).toString('base64');
}
