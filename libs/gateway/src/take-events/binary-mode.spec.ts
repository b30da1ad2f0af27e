import { Refusal } from '../refusal';
import { attributesFrom } from './binary-mode';

const refusalOf = (rawHeaders: string[]): Refusal => {
  try {
    attributesFrom(rawHeaders);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Refusal(200, 'none', 'Nothing was refused.');
};
const version = ['ce-specversion', '1.0'];

describe('binary mode', () => {
  it('takes ce- headers, whatever their case, and no others', () => {
    expect(attributesFrom([...version, 'CE-Id', 'a', 'host', 'x', 'Ce-PartitionKey', 'k'])).toEqual({
      specversion: '1.0',
      id: 'a',
      partitionkey: 'k',
    });
  });

  it.each([
    ['Euro%20%E2%82%AC%20%F0%9F%98%80', 'Euro € 😀'],
    ['%22quoted%22', '"quoted"'],
    ['"say \\"hi\\""', 'say "hi"'],
    ['100%', '100%'],
    ['50%25 off', '50% off'],
    ['plain', 'plain'],
  ])('reads the value %s as %s', (sent, meant) => {
    expect(attributesFrom([...version, 'ce-id', sent])).toMatchObject({ id: meant });
  });

  it.each<[string, string[], string]>([
    ['percent-encoded bytes that are no UTF-8', [...version, 'ce-id', '%C3%28'], 'percentEncoding'],
    ['raw characters beyond ASCII', [...version, 'ce-id', 'caf\u00e9'], 'percentEncoding'],
    ['an attribute that comes twice', [...version, 'ce-id', 'a', 'CE-ID', 'b'], 'duplicateName'],
    ['a name that is no attribute', [...version, 'ce-__proto__', 'x'], 'attributeName'],
    ['data in a header', [...version, 'ce-data', 'x'], 'binaryMode'],
    ['a missing specversion', ['ce-id', 'a'], 'required'],
  ])('refuses %s with 400', (_what, rawHeaders, rule) => {
    const refusal = refusalOf(rawHeaders);
    expect([refusal.status, refusal.problems[0]?.rule]).toEqual([400, rule]);
  });

  it('tells who sent a whole event as application/json how to send it', () => {
    expect(refusalOf(['content-type', 'application/json']).detail).toContain('application/cloudevents+json');
  });
});
