import { seldom } from './seldom';

describe('trouble that comes again and again', () => {
  let lines: [object, string][];
  let at: number;
  let tell: ReturnType<typeof seldom>;
  beforeEach(() => {
    lines = [];
    at = 0;
    tell = seldom(
      (facts, message) => void lines.push([facts, message]),
      () => at,
    );
  });

  it('is told once a minute, with how often it came', () => {
    for (; at < 180_000; at += 1_000) tell('Connection error', { broker: 'a:9092' });
    expect(lines).toEqual([1, 60, 60].map((times) => [{ broker: 'a:9092', times }, 'Connection error']));
  });

  it('hides no other trouble', () => {
    for (const message of ['one', 'two', 'one', 'two']) tell(message);
    expect(lines.map(([, message]) => message)).toEqual(['one', 'two']);
  });

  it('I6: of ever new words is not kept for ever', () => {
    for (let n = 0; n < 201; n += 1) tell(`trouble ${n}`);
    tell('trouble 0');
    expect(lines).toHaveLength(202);
  });
});
