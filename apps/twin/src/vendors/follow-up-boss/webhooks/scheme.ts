import { createHmac } from 'node:crypto';
import type { WebhookScheme } from '../../ground/webhooks/notification';

/**
 * `FUB-Signature`: HMAC-SHA256, hex, over the base64 of the body, keyed with the system's key. Five more attempts; 406 and 410
 * end the webhook. Source: https://docs.followupboss.com/reference/webhooks-guide
 */
export function followUpBossScheme(systemKey: string): WebhookScheme {
  return {
    sign: (body) => ({
      'fub-signature': createHmac('sha256', systemKey).update(Buffer.from(body, 'utf8').toString('base64')).digest('hex'),
    }),
    ackWithinMs: 10_000,
    retryAfterSeconds: [60, 300, 300, 600, 1_800],
    jitterSeconds: 0,
    retriesOn: () => true,
    endedBy: [406, 410],
  };
}
