import type { Problem } from '../ground/body-shape';
import { Refused, type Answer, type Call } from '../ground/call';
import type { Refusals } from '../ground/vendor';

const names: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Payload Too Large',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The vendor's error: `{statusCode, message, error}`; `message` is a list where a body breaks several rules. */
export function errorOf(statusCode: number, message: string | readonly string[], more: Record<string, unknown> = {}): Answer {
  return { status: statusCode, body: { statusCode, message, error: names[statusCode] ?? 'Error', ...more } };
}

/** 400: nothing has this id, or it does not fit; the vendor's documents know no 404 here. */
export const refuse = (message: string): Refused => new Refused(errorOf(400, message));

export function refuseProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refused(errorOf(422, problems.map(sentence)));
}

function sentence({ path, kind, rule }: Problem): string {
  switch (kind) {
    case 'unknown':
      return `property ${path} should not exist`;
    case 'missing':
      return `${path} should not be empty`;
    case 'value':
      return `${path} must be one of the following values: ${(rule.values ?? []).join(', ')}`;
    case 'format':
      return `${path} must be a valid ISO 8601 date string`;
    case 'type':
      return `${path} must be ${typeWords[rule.is]}`;
  }
}

const typeWords = {
  text: 'a string',
  number: 'a number conforming to the specified constraints',
  whole: 'an integer number',
  flag: 'a boolean value',
  list: 'an array',
  object: 'an object',
  anything: 'a value',
} as const;

export const refusals: Refusals = {
  unauthorised: () => errorOf(401, 'Invalid JWT'),
  tooMany: (_call: Call, seconds) => ({ ...errorOf(429, 'Too Many Requests'), headers: { 'retry-after': String(seconds) } }),
  broken: (_call, status) => errorOf(status, names[status] ?? 'Error'),
  errorInside: () => ({ ...errorOf(500, 'Internal Server Error'), status: 200 }),
  unreadable: () => errorOf(400, 'Unexpected token in JSON'),
  tooLarge: () => errorOf(413, 'request entity too large'),
};
