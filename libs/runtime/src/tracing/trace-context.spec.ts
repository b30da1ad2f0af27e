import { readTraceparent, usableTracestate, writeTraceparent } from './trace-context';

const [trace, span] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];

describe('a trace context', () => {
  it.each([
    [`00-${trace}-${span}-01`, true],
    [`00-${trace}-${span}-00`, false],
    [`00-${trace}-${span}-03`, true],
    [`cc-${trace}-${span}-01-what-a-later-version-adds`, true],
  ])('%s is read', (text, sampled) => {
    expect(readTraceparent(text)).toEqual({ traceId: trace, spanId: span, sampled });
  });

  it.each([
    `ff-${trace}-${span}-01`,
    `00-${'0'.repeat(32)}-${span}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace.toUpperCase()}-${span}-01`,
    `00-${trace}-${span}-01, 00-${trace}-${span}-01`,
    `00-${trace}-${span}`,
    '',
    undefined,
    7,
  ])('%s is none', (text) => {
    expect(readTraceparent(text)).toBeUndefined();
  });

  it('is written as it was read', () => {
    for (const text of [`00-${trace}-${span}-01`, `00-${trace}-${span}-00`]) {
      const read = readTraceparent(text);
      expect(read && writeTraceparent(read)).toBe(text);
    }
  });

  it('has a state that may be a header, or none', () => {
    expect(usableTracestate('vendor=one,other=t61rcWkgMzE')).toBe('vendor=one,other=t61rcWkgMzE');
    for (const text of ['', 'x'.repeat(513), 'vendor=ü', 'a=1\r\nb: 2', undefined]) expect(usableTracestate(text)).toBeUndefined();
  });
});
