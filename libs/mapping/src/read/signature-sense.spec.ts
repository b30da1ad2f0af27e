import { packFiles, packYaml } from '../../test/a-pack';
import { readPack } from './read-pack';

const problemsOf = (signature: string): string[] =>
  readPack(packFiles({ 'pack.yaml': packYaml((text) => text.replace(/signature: \{.*\}$/mu, `signature: ${signature}`)) })).problems.map(
    ({ message, hint }) => `${message}${hint ? ` (${hint})` : ''}`,
  );

const stamped = (format: string, more = ''): string =>
  `{ scheme: ed25519, header: X-Signature, format: '${format}', over: timestampedBody, ${more}key: '{token}' }`;

describe('how a hook is signed', () => {
  it.each([
    `{ scheme: hmac-sha256, header: x-signature, encoding: hex, key: '{token}' }`,
    `{ scheme: hmac-sha256, header: x-signature, format: 'sha256={signature}', key: '{token}' }`,
    stamped('s:{keyId}:{timestamp}:{signature}'),
    stamped('t={timestamp},v1={signature}', `between: '.', toleranceSeconds: 60, `),
    `{ scheme: standardWebhooks, key: '{token}' }`,
  ])('is right: %s', (signature) => {
    expect(problemsOf(signature)).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ['without its header', `{ scheme: ed25519, key: '{token}' }`, /ed25519 needs the header/],
    ['with a part that is none', stamped('{timestmp}:{signature}'), /names "timestmp" \(Did you mean "timestamp"/],
    ['without the signature', stamped('{timestamp}:{keyId}'), /holds no \{signature\}/],
    ['with a part twice', stamped('{timestamp}:{signature}:{signature}'), /names a part twice/],
    ['with parts that cannot be told apart', stamped('{timestamp}{signature}'), /nothing between them/],
    ['with half a bracket', stamped('{timestamp}:{signature}:{'), /bracket without its other half/],
    ['over a timestamp that is not there', stamped('{keyId}:{signature}'), /signs a timestamp that the format does not hold/],
    [
      'with a timestamp that is not signed',
      `{ scheme: ed25519, header: x, format: '{timestamp}:{signature}', key: '{token}' }`,
      /a timestamp that is not signed, so that anybody could renew it/,
    ],
    ['with something between nothing', `{ scheme: ed25519, header: x, between: '.', key: '{token}' }`, /only the body is signed/],
    [
      'with what Standard Webhooks settles',
      `{ scheme: standardWebhooks, header: x, key: '{token}' }`,
      /header is settled by standardWebhooks/,
    ],
    ['with a setting that is not there', `{ scheme: ed25519, header: x, key: '{tokn}' }`, /names the setting "tokn"/],
  ])('is refused %s', (_, signature, expected) => {
    expect(problemsOf(signature).join('\n')).toMatch(expected);
  });
});
