import { RuntimeError } from '../runtime-error';

export interface ProblemItem {
  readonly index?: number;
  /** JSON pointer, or the name of a parameter. */
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** The body of an `application/problem+json` answer (RFC 9457). */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Found again in the log of the app. */
  readonly trace?: string;
  readonly problems: readonly ProblemItem[];
}

export const problemMediaType = 'application/problem+json';

const titles: Readonly<Record<number, string>> = {
  400: 'Not parseable',
  401: 'No valid key',
  403: 'Not allowed',
  404: 'Nothing here',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'In conflict with what is there',
  410: 'Gone',
  413: 'Too large',
  415: 'Media type not taken',
  422: 'Against the contract',
  429: 'Over budget',
  503: 'Not available now',
};

export function titleOf(status: number): string {
  return titles[status] ?? (status < 500 ? 'Refused' : 'Something went wrong here');
}

/** A refusal that an app answers as it stands; nothing happened because of the request. */
export class ProblemDetails extends RuntimeError {
  readonly retriable: boolean;

  constructor(
    readonly status: number,
    code: string,
    readonly detail: string,
    readonly problems: readonly ProblemItem[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code, detail);
    this.retriable = [408, 429, 503].includes(status);
  }

  document(): ProblemDocument {
    return {
      type: `urn:people-exchange:problem:${this.code}`,
      title: titleOf(this.status),
      status: this.status,
      detail: this.detail,
      problems: this.problems,
    };
  }
}
