import { restAsked } from './rest-asked';

const now = new Date('2026-03-10T10:00:00Z');
const seconds = String(now.getTime() / 1000 + 30);

describe('how long a vendor wants to be left alone', () => {
  it.each<[string, number, Record<string, string>, number]>([
    ['Retry-After in seconds', 429, { 'retry-after': '4' }, 4_000],
    ['Retry-After as a date', 503, { 'retry-after': 'Tue, 10 Mar 2026 10:01:00 GMT' }, 60_000],
    ['Retry-After before anything else', 429, { 'retry-after': '2', 'x-ratelimit-window': '10' }, 2_000],
    ['a date that has passed', 503, { 'retry-after': 'Tue, 10 Mar 2026 09:00:00 GMT' }, 0],
    ['a reset in seconds from now', 429, { 'ratelimit-reset': '7' }, 7_000],
    ['a reset as a time in seconds', 429, { 'x-ratelimit-reset': seconds }, 30_000],
    ['a reset as a time in milliseconds', 429, { 'x-ratelimit-reset': `${seconds}000` }, 30_000],
    ['a window of seconds', 429, { 'x-ratelimit-window': '10' }, 10_000],
    ['a window of milliseconds', 429, { 'x-ratelimit-interval-milliseconds': '10000' }, 10_000],
    ['a day that is spent', 429, { 'x-ratelimit-daily-remaining': '0', 'x-ratelimit-interval-milliseconds': '10000' }, 3_600_000],
    ['more than an hour is cut to one', 503, { 'retry-after': '99999999' }, 3_600_000],
    ['a good answer asks for none', 200, { 'retry-after': '60', 'x-ratelimit-window': '10' }, 0],
    ['a failure without Retry-After asks for none, whatever its window', 500, { 'x-ratelimit-window': '10' }, 0],
    ['nothing that can be read', 429, { 'retry-after': 'soon', 'x-ratelimit-reset': '-4' }, 0],
    ['no number is taken for one', 429, { 'retry-after': '1e9', 'x-ratelimit-window': '0x10' }, 0],
  ])('is read from %s', (_, status, headers, expected) => {
    expect(restAsked(status, headers, now)).toBe(expected);
  });
});
