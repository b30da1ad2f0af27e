const longest = 3_600_000;

type Headers = Readonly<Record<string, string>>;

/**
 * How long a vendor wants to be left alone: Retry-After in seconds or as a date (RFC 9110, 10.2.3), and after a 429 without one
 * whatever its rate headers say. At most an hour, since nobody should be silenced for ever by a header.
 */
export function restAsked(status: number, headers: Headers, now: Date): number {
  if (status < 300) return 0;
  const asked = retryAfter(headers['retry-after'], now) ?? (status === 429 ? windowEnds(headers, now) : 0);
  return Math.round(Math.min(longest, Math.max(0, asked)));
}

function retryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  const seconds = numberIn(value);
  const ms = seconds === undefined ? Date.parse(value) - now.getTime() : seconds * 1000;
  return Number.isFinite(ms) ? ms : undefined;
}

function windowEnds(headers: Headers, now: Date): number {
  for (const name of ['ratelimit-reset', 'x-ratelimit-reset', 'x-rate-limit-reset']) {
    const value = numberIn(headers[name]);
    if (value !== undefined) return untilReset(value, now);
  }
  if (numberIn(headers['x-ratelimit-daily-remaining']) === 0) return longest;
  // Both say how long the sliding window is: a whole one at most until it is empty.
  const milliseconds = numberIn(headers['x-ratelimit-interval-milliseconds']);
  return milliseconds ?? (numberIn(headers['x-ratelimit-window']) ?? 0) * 1000;
}

/** Some count seconds from now, some say when it is, in seconds or milliseconds since 1970. */
function untilReset(value: number, now: Date): number {
  if (value < 1e9) return value * 1000;
  return (value < 1e11 ? value * 1000 : value) - now.getTime();
}

const numberIn = (value: string | undefined): number | undefined =>
  value !== undefined && /^\s*\d{1,15}(\.\d{1,9})?\s*$/u.test(value) ? Number(value) : undefined;
