import { type Caller, KeyRing } from '../ports';
import { KnownKeys } from './known-keys';

class CountingRing extends KeyRing {
  asked: string[] = [];
  override find(key: string): Promise<Caller | undefined> {
    this.asked.push(key);
    return Promise.resolve(key === 'right' ? { agency: 'demo', participant: 'site', side: 'website', name: 'Site' } : undefined);
  }
}

describe('known keys', () => {
  it('I6: are bounded, and guessing does not push out the ones in use', async () => {
    const ring = new CountingRing();
    const known = new KnownKeys(ring, () => 0);
    await known.find('right');
    for (let i = 0; i < 20_000; i++) await known.find(`guess-${i}`);
    await known.find('right');
    expect(ring.asked.filter((key) => key === 'right')).toHaveLength(1);
    // The oldest guess was forgotten, the newest is remembered.
    await known.find('guess-0');
    await known.find('guess-19999');
    expect(ring.asked.slice(-2)).toEqual(['guess-19999', 'guess-0']);
  });

  it('hold no key, only its hash', async () => {
    const known = new KnownKeys(new CountingRing(), () => 0);
    await known.find('right');
    await known.find('wrong');
    const held = JSON.stringify(Object.values(known).map((value: unknown) => (value instanceof Map ? [...value.keys()] : [])));
    expect(held).not.toMatch(/right|wrong/);
    expect(held).toMatch(/=/);
  });
});
