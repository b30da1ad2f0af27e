import { hash, randomBytes } from 'node:crypto';

/** A link nobody guesses; of it only the digest is kept, so that whoever reads the table opens nothing. */
export function newLinkToken(): { token: string; digest: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, digest: digestOfLink(token) };
}

export const digestOfLink = (token: string): Buffer => hash('sha256', token, 'buffer');
