import { authenticationWith, fillIn, hookSecretsOf, SettingMissing } from './fill-in';

describe('settings in a text', () => {
  it('stand where they are named, without what was copied along', () => {
    expect(fillIn('https://{host}/v1?{host}', { host: ' crm.example \n' })).toBe('https://crm.example/v1?crm.example');
  });

  it('are not looked at again once they are in', () => {
    expect(fillIn('{a}', { a: '{b}', b: 'secret' })).toBe('{b}');
  });

  it.each([{}, { token: '' }, { token: ' ' }, { token: 7 }])('that are empty or no text are named: %p', (settings) => {
    expect(() => fillIn('Bearer {token}', settings)).toThrow(SettingMissing);
    expect(() => fillIn('{toString}', settings)).toThrow('The setting "toString" is empty');
  });

  it('fill an authentication, lists included, and leave its scheme alone', () => {
    const document = {
      scheme: 'clientCredentials',
      tokenUrl: '{url}',
      clientId: '{id}',
      clientSecret: 's',
      scopes: ['{id}.read'],
    } as const;
    expect(authenticationWith(document, { url: 'https://x', id: 'me' })).toEqual({
      scheme: 'clientCredentials',
      tokenUrl: 'https://x',
      clientId: 'me',
      clientSecret: 's',
      scopes: ['me.read'],
    });
  });

  it('that verify hooks are one secret, several of Standard Webhooks, or a table of keys by their ids', () => {
    const secrets = (scheme: 'hmac-sha256' | 'ed25519' | 'standardWebhooks', k: unknown): unknown =>
      hookSecretsOf({ scheme, key: '{k}' }, { k });
    expect(secrets('hmac-sha256', 'a b')).toEqual(['a b']);
    expect(secrets('standardWebhooks', 'whsec_a\nwhsec_b')).toEqual(['whsec_a', 'whsec_b']);
    expect(secrets('ed25519', { key1: 'x', key2: 7 })).toEqual({ key1: 'x' });
    expect(() => secrets('ed25519', '')).toThrow(SettingMissing);
  });
});
