import { RateWindow } from './rate-window';

const at = (ms: number): Date => new Date(1_000_000 + ms);

describe('X10: a rate window', () => {
  it('X10: slides: what was taken falls out one by one', () => {
    const window = new RateWindow({ requests: 2, perMs: 10_000 });
    expect(window.take('a', at(0))).toEqual({ allowed: true, remaining: 1, retryAfterSeconds: 0 });
    expect(window.take('a', at(4_000))).toMatchObject({ allowed: true, remaining: 0 });
    expect(window.take('a', at(5_000))).toEqual({ allowed: false, remaining: 0, retryAfterSeconds: 5 });
    expect(window.take('a', at(10_001)).allowed).toBe(true);
    expect(window.take('a', at(10_002)).allowed).toBe(false);
  });

  it('X10: counts each key for itself', () => {
    const window = new RateWindow({ requests: 1, perMs: 1_000 });
    expect([window.take('a', at(0)).allowed, window.take('b', at(0)).allowed]).toEqual([true, true]);
  });
});
