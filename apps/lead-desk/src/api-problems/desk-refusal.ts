export interface DeskProblem {
  readonly index?: number;
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

const titles: Readonly<Record<number, string>> = {
  400: 'Not understood',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'In the way',
  422: 'Not accepted',
  429: 'Too many attempts',
  503: 'Not available now',
};

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 422 | 429 | 503;

/** What the lead desk refuses, and why; becomes a problem document at the edge. */
export class DeskRefusal extends Error {
  readonly code: string;
  readonly retriable: boolean;
  readonly title: string;

  constructor(
    readonly status: RefusalStatus,
    readonly problems: readonly DeskProblem[],
    readonly retryAfterSeconds?: number,
    /** What stands instead, for whoever has to go on from there. */
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(problems.map((problem) => problem.message).join('; '));
    this.name = 'DeskRefusal';
    this.code = problems[0]?.rule ?? 'refused';
    this.retriable = status === 429 || status === 503;
    this.title = titles[status] ?? 'Refused';
  }
}

export function notFound(what: string): DeskRefusal {
  return new DeskRefusal(404, [{ path: '', rule: 'known', message: `There is no such ${what}` }]);
}
