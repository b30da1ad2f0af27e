import { createHmac } from 'node:crypto';
import type { Clock } from '#runtime';
import { Authentication, type Barred, type Signed, type Standing, type ToSign } from './authentication';
import { webhookKey } from './webhook-key';

/** Each request is signed as a message of Standard Webhooks. */
export class SignedMessages extends Authentication {
  private readonly key: Buffer | undefined;

  constructor(
    secret: string,
    private readonly clock: Clock,
  ) {
    super();
    this.key = webhookKey(secret);
  }

  async headersFor({ id, body = '' }: ToSign): Promise<Signed | Barred> {
    if (!this.key) return { state: 'credentialsRefused', says: 'The secret is no whsec_ text' };
    const timestamp = String(Math.floor(this.clock.now().getTime() / 1000));
    const signature = createHmac('sha256', this.key).update(`${id}.${timestamp}.${body}`).digest('base64');
    return {
      state: 'ready',
      headers: { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` },
      version: 0,
    };
  }

  async renew(): Promise<Standing> {
    return { state: 'credentialsRefused', says: 'The receiver refuses the signature' };
  }
}
