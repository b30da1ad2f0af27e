import { Webhook } from 'standardwebhooks';
import { Clock } from '#runtime';
import type { Authentication, ToSign } from './authentication';
import { FixedCredentials, type FixedDocument } from './fixed-credentials';
import { SignedMessages } from './signed-messages';

class Now extends Clock {
  now(): Date {
    return new Date();
  }
}

const request: ToSign = { method: 'POST', path: '/contacts', body: '{"a":"ü"}', id: 'msg_1' };
const fixed = (document: FixedDocument): Authentication => new FixedCredentials(document);

describe('who asks', () => {
  it.each<[FixedDocument, Record<string, string>]>([
    [{ scheme: 'none' }, {}],
    [{ scheme: 'apiKey', header: 'X-Api-Key', value: 'k' }, { 'x-api-key': 'k' }],
    [{ scheme: 'bearer', token: 't' }, { authorization: 'Bearer t' }],
    [{ scheme: 'basic', user: 'key', password: '' }, { authorization: 'Basic a2V5Og==' }],
    [{ scheme: 'basic', user: 'jö', password: 'p:w' }, { authorization: `Basic ${Buffer.from('jö:p:w').toString('base64')}` }],
  ])('is said as the pack says: %j', async (document, headers) => {
    expect(await fixed(document).headersFor(request)).toEqual({ state: 'ready', headers, version: 0 });
  });

  it('is refused for good where what was entered is refused: to try again would be refused again', async () => {
    const token = fixed({ scheme: 'bearer', token: 't' });
    expect(await token.renew({ state: 'ready', headers: {}, version: 0 })).toMatchObject({ state: 'credentialsRefused' });
  });

  it('I8: is never said with a text that would end its header, and the refusal does not show it', async () => {
    const barred = await fixed({ scheme: 'bearer', token: 'secret\r\nx-admin: 1' }).headersFor(request);
    expect(barred).toMatchObject({ state: 'credentialsRefused' });
    expect(JSON.stringify(barred)).not.toContain('secret');
  });

  it('is said by a signature that Standard Webhooks verifies, over the very body and under the same id', async () => {
    const secret = `whsec_${Buffer.from('a secret of some length').toString('base64')}`;
    const signed = await new SignedMessages(secret, new Now()).headersFor(request);
    const headers = signed.state === 'ready' ? { ...signed.headers } : {};
    expect(headers['webhook-id']).toBe('msg_1');
    expect(new Webhook(secret).verify(request.body ?? '', headers)).toEqual({ a: 'ü' });
  });

  it.each(['', 'whsec_', 'whsec_A', 'not base64!'])('is not said with a secret that is none: "%s"', async (secret) => {
    expect(await new SignedMessages(secret, new Now()).headersFor(request)).toMatchObject({ state: 'credentialsRefused' });
  });
});
