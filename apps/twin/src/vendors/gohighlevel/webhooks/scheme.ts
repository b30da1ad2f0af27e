import { signed, type SigningKeys } from '../../ground/webhooks/ed25519';
import type { WebhookScheme } from '../../ground/webhooks/notification';

/**
 * `x-ghl-signature`: Ed25519 over the raw body, base64. Only a 429 is tried again: six times, ten minutes apart and some chance.
 * Source: https://marketplace.gohighlevel.com/docs/webhook/WebhookIntegrationGuide
 */
export function goHighLevelScheme(keys: SigningKeys): WebhookScheme {
  return {
    sign: (body) => ({ 'x-ghl-signature': signed(keys, body) }),
    ackWithinMs: 10_000,
    retryAfterSeconds: [600, 600, 600, 600, 600, 600],
    jitterSeconds: 60,
    retriesOn: (status) => status === 429,
    endedBy: [],
  };
}
