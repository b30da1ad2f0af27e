import { hash } from 'node:crypto';

/** A UUID-shaped digest of the parts: the same name for the same thing, however often it is read. */
export function digestOf(...parts: readonly string[]): string {
  const hex = hash('sha256', parts.join('\u0000'), 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
