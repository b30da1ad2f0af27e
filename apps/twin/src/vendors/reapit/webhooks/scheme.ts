import type { WebhookScheme } from '../../ground/webhooks/notification';
import { signed, type SigningKeys } from '../../ground/webhooks/ed25519';

/**
 * `X-Signature: s:keyId:timestamp:signature`, Ed25519 over timestamp and body without anything between; six attempts.
 * Source: https://foundations-documentation.reapit.cloud/api/webhooks
 */
export function reapitScheme(keys: SigningKeys, keyId: string): WebhookScheme {
  return {
    sign: (body, at) => {
      const timestamp = String(Math.floor(at.getTime() / 1_000));
      return { 'x-signature': `s:${keyId}:${timestamp}:${signed(keys, timestamp + body)}` };
    },
    ackWithinMs: 10_000,
    retryAfterSeconds: [60, 120, 300, 600, 900],
    jitterSeconds: 0,
    retriesOn: (status) => status === undefined || status < 400 || status >= 500,
    endedBy: [],
    payloadAt: (payload, attempt) => ({ ...payload, SendAttempts: attempt }),
  };
}
