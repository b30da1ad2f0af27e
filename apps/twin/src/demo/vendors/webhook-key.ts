import { createHash } from 'node:crypto';

/** The bridge's documented name of an event at a receiver, its `webhook-id`: a digest of who sent it, its source and its id. */
export function webhookKeyOf(participant: string, source: string, id: string): string {
  const hex = createHash('sha256').update([participant, source, id].join('\u0000')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
