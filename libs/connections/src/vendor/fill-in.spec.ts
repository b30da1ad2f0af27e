import { authenticationWith, fillIn, SettingMissing } from './fill-in';

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
});
