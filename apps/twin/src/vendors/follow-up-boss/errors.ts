import type { Problem } from '../ground/body-shape';
import { Refused, type Answer } from '../ground/call';
import type { Refusals } from '../ground/vendor';

/** The vendor's error: `{errorMessage}`. Source: https://docs.followupboss.com/reference/error-responses */
export function errorOf(status: number, errorMessage: string): Answer {
  return { status, body: { errorMessage } };
}

export const notFound = (what: string): Refused => new Refused(errorOf(404, `${what} not found`));

/** 400 with every problem in one message, because the vendor's error has room for no list. */
export function refuseProblems(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const unknown = problems.filter(({ kind }) => kind === 'unknown').map(({ path }) => path);
  const others = problems.filter(({ kind }) => kind !== 'unknown').map(sentence);
  const first = unknown.length > 0 ? [`Invalid fields in the request body: ${unknown.join(', ')}.`] : [];
  throw new Refused(errorOf(400, [...first, ...others].join(' ')));
}

function sentence({ path, kind, rule }: Problem): string {
  switch (kind) {
    case 'missing':
      return `Missing required field: ${path}.`;
    case 'value':
      return `Invalid value for ${path}: must be one of ${(rule.values ?? []).join(', ')}.`;
    case 'format':
      return `Invalid value for ${path}: must be an ISO 8601 date.`;
    default:
      return `Invalid value for ${path}: must be ${rule.is === 'whole' ? 'an integer' : rule.is}.`;
  }
}

export const refusals: Refusals = {
  unauthorised: () => errorOf(401, 'Authentication failed: invalid API key.'),
  tooMany: (_call, seconds) => ({ ...errorOf(429, 'Too many requests.'), headers: { 'retry-after': String(seconds) } }),
  broken: (_call, status) => errorOf(status, status === 500 ? 'Internal server error.' : 'Service unavailable.'),
  errorInside: () => errorOf(200, 'The request could not be processed.'),
  unreadable: () => errorOf(400, 'The request body must be valid JSON.'),
  tooLarge: () => errorOf(413, 'The request body is too large.'),
};
