import type { Answer, Call } from '../ground/call';
import type { Problem } from '../ground/body-shape';
import type { Refusals } from '../ground/vendor';

/** One entry of the vendor's list of what is wrong with a body. */
export interface FieldError {
  field: string;
  message: string;
}

/** The vendor's error: https://foundations-documentation.reapit.cloud/api/api-documentation#errors */
export function errorOf(call: Pick<Call, 'at'>, statusCode: number, description: string, headers?: Record<string, string>): Answer {
  return { status: statusCode, body: { statusCode, dateTime: call.at.toISOString(), description }, ...(headers ? { headers } : {}) };
}

/** 422 with every problem in `errors`. */
export function invalid(call: Pick<Call, 'at'>, errors: readonly FieldError[]): Answer {
  return {
    status: 422,
    body: {
      errors,
      statusCode: 422,
      dateTime: call.at.toISOString(),
      description: 'One or more validation failures have occurred. Please refer to Errors list for details',
    },
  };
}

export function fieldError({ path, kind, rule }: Problem): FieldError {
  return { field: path, message: wordsFor(kind, rule.is, rule.values, rule.format) };
}

function wordsFor(kind: Problem['kind'], is: string, values: readonly string[] | undefined, format: string | undefined): string {
  switch (kind) {
    case 'missing':
      return 'A value is required';
    case 'unknown':
      return 'There is no such field';
    case 'type':
      return `The value must be ${is === 'text' ? 'a string' : is}`;
    case 'value':
      return `The enum value provided is incorrect: expected one of ${(values ?? []).join(', ')}`;
    case 'format':
      return format === 'date'
        ? 'The value must be an ISO-8601 date'
        : 'The value must be an ISO-8601 date and time with a time zone designator';
  }
}

export const refusals: Refusals = {
  unauthorised: (call) => errorOf(call, 401, 'The provided authentication credentials are incorrect or not present'),
  tooMany: (call, seconds) => errorOf(call, 429, 'Rate limit for API requests has been hit', { 'retry-after': String(seconds) }),
  broken: (call, status) => errorOf(call, status, status === 500 ? 'The request triggered an unexpected error' : 'Service unavailable'),
  errorInside: (call) => ({ ...errorOf(call, 500, 'The request triggered an unexpected error'), status: 200 }),
  unreadable: (call) => errorOf(call, 400, 'The request was not understood by the server'),
  tooLarge: (call) => errorOf(call, 413, 'The request is too large'),
};

export const notFound = (call: Call): Answer => errorOf(call, 404, 'The requested resource was not found');
