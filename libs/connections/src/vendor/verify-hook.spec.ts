import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { SignatureDocument } from '#mapping';
import { type HookSecrets, type HookToVerify, verifyHook } from './verify-hook';

const now = new Date('2026-03-10T10:00:00Z');
const at = (secondsAgo = 0): string => String(now.getTime() / 1000 - secondsAgo);
const body = Buffer.from('{"event":"peopleUpdated","name":"Zoë"}');
const hmac = (over: string | Buffer, secret = 'system-key', encoding: 'hex' | 'base64' = 'hex'): string =>
  createHmac('sha256', secret).update(over).digest(encoding);
const ed25519 = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (pair: typeof ed25519): string => pair.publicKey.export({ format: 'pem', type: 'spki' }).toString();
const spki = (pair: typeof ed25519): string => pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const rawKey = (pair: typeof ed25519): string => pair.publicKey.export({ format: 'jwk' }).x ?? '';
const edSigned = (over: string | Buffer, pair = ed25519): string => sign(null, Buffer.from(over), pair.privateKey).toString('base64');

const followUpBoss: SignatureDocument = { scheme: 'hmac-sha256', header: 'FUB-Signature', encoding: 'hex', over: 'base64Body', key: '{k}' };
const goHighLevel: SignatureDocument = { scheme: 'ed25519', header: 'x-ghl-signature', key: '{k}' };
const olderGoHighLevel: SignatureDocument = { scheme: 'rsa-sha256', header: 'x-wh-signature', key: '{k}' };
const reapit: SignatureDocument = {
  scheme: 'ed25519',
  header: 'X-Signature',
  format: 's:{keyId}:{timestamp}:{signature}',
  over: 'timestampedBody',
  key: '{k}',
};
const standard: SignatureDocument = { scheme: 'standardWebhooks', key: '{k}' };

const verdict = (
  signature: SignatureDocument,
  secrets: HookSecrets,
  headers: HookToVerify['headers'],
  more: Partial<HookToVerify> = {},
): string => {
  const said = verifyHook({ signature, secrets, headers, rawBody: body, now, ...more });
  return said.ok ? 'ok' : said.why;
};
const reapitHeader = (o: { id?: string; timestamp?: string; over?: string; pair?: typeof ed25519 } = {}): string => {
  const { id = 'key1', timestamp = at(), over = timestamp + body.toString(), pair = ed25519 } = o;
  return `s:${id}:${timestamp}:${edSigned(over, pair)}`;
};

describe('a hook (I8)', () => {
  it.each<[string, SignatureDocument, HookSecrets, Record<string, string>]>([
    ['HMAC over the base64 of the body, hex', followUpBoss, ['system-key'], { 'fub-signature': hmac(body.toString('base64')) }],
    [
      'HMAC over the body, base64',
      { ...followUpBoss, over: 'body', encoding: 'base64' },
      ['system-key'],
      { 'fub-signature': hmac(body, 'system-key', 'base64') },
    ],
    [
      'HMAC behind a word of its header',
      { ...followUpBoss, over: 'body', format: 'sha256={signature}' },
      ['system-key'],
      { 'fub-signature': `sha256=${hmac(body)}` },
    ],
    [
      'HMAC over timestamp and body with a dot between them',
      { ...followUpBoss, over: 'timestampedBody', between: '.', format: 't={timestamp},v1={signature}' },
      ['system-key'],
      { 'fub-signature': `t=${at()},v1=${hmac(`${at()}.${body.toString()}`)}` },
    ],
    ['Ed25519, key as PEM', goHighLevel, [pem(ed25519)], { 'x-ghl-signature': edSigned(body) }],
    ['Ed25519, key as PEM on one line', goHighLevel, [pem(ed25519).replaceAll('\n', '\\n')], { 'x-ghl-signature': edSigned(body) }],
    ['Ed25519, key as base64 of its SPKI', goHighLevel, [spki(ed25519)], { 'x-ghl-signature': edSigned(body) }],
    ['Ed25519, key as its 32 bytes', goHighLevel, [rawKey(ed25519)], { 'x-ghl-signature': edSigned(body) }],
    ['RSA, key as PEM', olderGoHighLevel, [pem(rsa)], { 'x-wh-signature': sign('sha256', body, rsa.privateKey).toString('base64') }],
    ['Ed25519 over timestamp and body, keys by id', reapit, { key0: 'x', key1: rawKey(ed25519) }, { 'x-signature': reapitHeader() }],
    ['Ed25519 over timestamp and body, whatever id the one key has', reapit, [rawKey(ed25519)], { 'x-signature': reapitHeader() }],
    [
      'any of several secrets, while one takes the place of another',
      followUpBoss,
      ['new', 'system-key'],
      { 'fub-signature': hmac(body.toString('base64')) },
    ],
  ])('signed as the vendor signs is taken: %s', (_, signature, secrets, headers) => {
    expect(verdict(signature, secrets, headers)).toBe('ok');
    expect(verdict(signature, secrets, headers, { rawBody: Buffer.concat([body, Buffer.from(' ')]) })).toBe('mismatch');
  });

  it('of Standard Webhooks is taken with any of its signatures and any of our secrets', () => {
    const [old, fresh] = ['b2xk', 'ZnJlc2g='].map((text) => `whsec_${text}`);
    const signature = [old, fresh].map((secret) => new Webhook(secret ?? '').sign('m1', now, body.toString())).join(' ');
    const headers = { 'Webhook-Id': 'm1', 'webhook-timestamp': at(), 'webhook-signature': `v1a,xx ${signature}` };
    expect(verdict(standard, [fresh ?? ''], headers)).toBe('ok');
    expect(verdict(standard, ['whsec_b3RoZXI=', old ?? ''], headers)).toBe('ok');
    expect(verdict(standard, ['whsec_b3RoZXI='], headers)).toBe('mismatch');
    expect(verdict(standard, [fresh ?? ''], { ...headers, 'Webhook-Id': 'm2' })).toBe('mismatch');
    expect(verdict(standard, [fresh ?? ''], headers, { rawBody: Buffer.from('{}') })).toBe('mismatch');
  });

  it('that is older or newer than five minutes is not taken, whoever signed it', () => {
    for (const [seconds, expected] of [
      [299, 'ok'],
      [301, 'stale'],
      [-299, 'ok'],
      [-301, 'stale'],
    ] as const) {
      const timestamp = at(seconds);
      expect([seconds, verdict(reapit, [pem(ed25519)], { 'x-signature': reapitHeader({ timestamp }) })]).toEqual([seconds, expected]);
      const sent = new Date(Number(timestamp) * 1000);
      const headers = {
        'webhook-id': 'm',
        'webhook-timestamp': timestamp,
        'webhook-signature': new Webhook('c2VjcmV0').sign('m', sent, body.toString()),
      };
      expect([seconds, verdict(standard, ['c2VjcmV0'], headers)]).toEqual([seconds, expected]);
    }
    expect(verdict({ ...reapit, toleranceSeconds: 10 }, [pem(ed25519)], { 'x-signature': reapitHeader({ timestamp: at(11) }) })).toBe(
      'stale',
    );
  });

  it('cannot be made young again: its time is signed', () => {
    const old = reapitHeader({ timestamp: at(400) });
    expect(verdict(reapit, [pem(ed25519)], { 'x-signature': old.replace(at(400), at()) })).toBe('mismatch');
  });

  it('that names a key we do not have says so, so that somebody enters the new one', () => {
    const header = { 'x-signature': reapitHeader({ id: 'key2' }) };
    expect(verdict(reapit, { key1: pem(ed25519) }, header)).toBe('unknownKey');
    expect(verdict(reapit, { key1: pem(ed25519) }, { 'x-signature': reapitHeader({ id: 'constructor' }) })).toBe('unknownKey');
  });

  it('signed by somebody else is not taken, with the key by id neither', () => {
    const stranger = generateKeyPairSync('ed25519');
    expect(verdict(reapit, { key1: pem(ed25519) }, { 'x-signature': reapitHeader({ pair: stranger }) })).toBe('mismatch');
    expect(verdict(followUpBoss, ['system-key'], { 'fub-signature': hmac(body.toString('base64'), 'guess') })).toBe('mismatch');
  });

  it('is never verified by a secret that everybody knows or a key of another kind', () => {
    expect(verdict(followUpBoss, [''], { 'fub-signature': hmac(body.toString('base64'), '') })).toBe('keyUnusable');
    expect(verdict(followUpBoss, [], { 'fub-signature': hmac(body.toString('base64'), '') })).toBe('keyUnusable');
    expect(verdict(standard, ['whsec_'], { 'webhook-id': 'm', 'webhook-timestamp': at(), 'webhook-signature': 'v1,eA==' })).toBe(
      'keyUnusable',
    );
    expect(verdict(goHighLevel, [pem(rsa)], { 'x-ghl-signature': edSigned(body) })).toBe('keyUnusable');
    expect(verdict(goHighLevel, ['no key at all'], { 'x-ghl-signature': edSigned(body) })).toBe('keyUnusable');
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
    expect(verdict(olderGoHighLevel, [pem(small)], { 'x-wh-signature': sign('sha256', body, small.privateKey).toString('base64') })).toBe(
      'keyUnusable',
    );
  });

  it.each<[string, HookToVerify['headers'], string]>([
    ['none', {}, 'unsigned'],
    ['an empty one', { 'x-signature': '' }, 'unsigned'],
    ['two of them', { 'x-signature': [reapitHeader(), 's:x'] }, 'unsigned'],
    ['two of them in another case', { 'x-signature': reapitHeader(), 'X-SIGNATURE': 's:x' }, 'unsigned'],
    ['a part too few', { 'x-signature': 's:key1:sig' }, 'malformed'],
    ['an empty part', { 'x-signature': 's::1:c2ln' }, 'malformed'],
    ['another beginning', { 'x-signature': `t:${reapitHeader().slice(2)}` }, 'malformed'],
    ['a time that is none', { 'x-signature': 's:key1:NaN:c2ln' }, 'malformed'],
    ['a time without end', { 'x-signature': `s:key1:${'9'.repeat(400)}:c2ln` }, 'malformed'],
    ['a signature that is no base64', { 'x-signature': `s:key1:${at()}:§§` }, 'malformed'],
    ['a signature of another length', { 'x-signature': `s:key1:${at()}:c2ln` }, 'mismatch'],
    ['a megabyte', { 'x-signature': 's:'.repeat(500_000) }, 'malformed'],
    ['NUL and halves of characters', { 'x-signature': `s:\u0000\ud800:${at()}:c2ln` }, 'mismatch'],
  ])('with a hostile header is refused and breaks nothing: %s', (_, headers, expected) => {
    expect(verdict(reapit, [pem(ed25519)], headers)).toBe(expected);
  });

  it.each<[string, Record<string, string>, string]>([
    ['none', { 'webhook-id': 'm', 'webhook-timestamp': at() }, 'unsigned'],
    ['a time that is none', { 'webhook-id': 'm', 'webhook-timestamp': 'now', 'webhook-signature': 'v1,eA==' }, 'malformed'],
    ['no signature we know', { 'webhook-id': 'm', 'webhook-timestamp': at(), 'webhook-signature': 'v2,eA==' }, 'malformed'],
    [
      'a thousand signatures',
      { 'webhook-id': 'm', 'webhook-timestamp': at(), 'webhook-signature': Array(1000).fill('v1,eA==').join(' ') },
      'malformed',
    ],
  ])('of Standard Webhooks with a hostile header is refused and breaks nothing: %s', (_, headers, expected) => {
    expect(verdict(standard, ['whsec_c2VjcmV0'], headers)).toBe(expected);
  });
});
