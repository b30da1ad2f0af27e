import { randomBytes } from 'node:crypto';
import { SealBroken, Sealing, SealingKeyInvalid } from './sealing';

const place = { agency: 'north', connection: 'crm', purpose: 'tokens' };
const [first, second] = [randomBytes(32), randomBytes(32)];
const whyOf = (open: () => unknown): string => {
  try {
    open();
    return 'opened';
  } catch (error) {
    return error instanceof SealBroken ? error.why : String(error);
  }
};

describe('what is sealed (I8)', () => {
  const sealing = new Sealing(first);

  it('opens as what it was, and is never the same twice', () => {
    const document = { accessToken: 'secret', lives: [1, null, 'ü'] };
    const sealed = sealing.seal(document, place);
    expect(sealing.open(sealed, place)).toEqual(document);
    expect(sealed.includes('secret')).toBe(false);
    expect(sealing.seal(document, place).equals(sealed)).toBe(false);
  });

  it.each([
    { ...place, agency: 'south' },
    { ...place, connection: 'crm2' },
    { ...place, purpose: 'settings' },
    { agency: 'northcrm', connection: '', purpose: 'tokens' },
    { agency: 'north', purpose: 'tokens' },
  ])('I8: does not open where it was copied to: %p', (elsewhere) => {
    const sealed = sealing.seal('secret', place);
    expect(whyOf(() => sealing.open(sealed, elsewhere))).toBe('changed');
  });

  it('does not open with any one of its bytes changed', () => {
    const sealed = sealing.seal({ a: 1 }, place);
    const opened = [...sealed.keys()].filter((n) => {
      const changed = Buffer.from(sealed);
      changed[n] = (changed[n] ?? 0) ^ 1;
      return whyOf(() => sealing.open(changed, place)) === 'opened';
    });
    expect(opened).toEqual([]);
  });

  it('opens with a former key while that is kept, and is sealed with the first', () => {
    const sealed = sealing.seal('secret', place);
    const rotated = new Sealing(second, first);
    expect(rotated.open(sealed, place)).toBe('secret');
    expect(new Sealing(second).open(rotated.seal('secret', place), place)).toBe('secret');
    expect(whyOf(() => new Sealing(second).open(sealed, place))).toBe('unknownKey');
  });

  it.each([Buffer.alloc(0), Buffer.from('plain text that was never sealed by anybody'), Buffer.of(1, 2, 3)])(
    'is not just any bytes',
    (bytes) => {
      expect(whyOf(() => sealing.open(bytes, place))).toBe('unreadable');
    },
  );

  it('needs keys of 32 bytes, and says which is none without showing it', () => {
    expect(() => new Sealing(first, Buffer.from('short'))).toThrow(SealingKeyInvalid);
    expect(() => new Sealing(first, Buffer.from('short'))).toThrow(/^Sealing key 2 has 5 bytes/);
  });
});
