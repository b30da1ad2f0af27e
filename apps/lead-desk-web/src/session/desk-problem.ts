import type { ProblemItemView, ProblemView } from '../generated';

/** What the lead desk answered instead of what was asked, or that it did not answer at all (`status` 0). */
export class DeskProblem extends Error {
  readonly code: string;
  readonly retriable: boolean;

  constructor(
    readonly status: number,
    readonly detail: string,
    readonly problems: readonly ProblemItemView[] = [],
    /** Seconds to wait, where the lead desk said so. */
    readonly retryAfter?: number,
    /** What stands instead, where the lead desk said so. */
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
    this.name = 'DeskProblem';
    this.code = status === 0 ? 'DeskUnreachable' : `Desk${status}`;
    this.retriable = status === 0 || status === 429 || status >= 500;
  }
}

/** What stands instead of what was changed, where somebody was faster. */
export function nowIn(error: unknown): object | undefined {
  if (!(error instanceof DeskProblem) || error.status !== 409) return undefined;
  const { now } = error.facts;
  return typeof now === 'object' && now !== null ? now : undefined;
}

export function problemFrom(error: unknown, response: Response | undefined): DeskProblem {
  if (error instanceof DeskProblem) return error;
  if (response === undefined) return new DeskProblem(0, '');
  const view = isProblem(error) ? error : undefined;
  const wait = Number(response.headers.get('retry-after'));
  return new DeskProblem(response.status, view?.detail ?? response.statusText, view?.problems, wait > 0 ? wait : undefined, { ...view });
}

const isProblem = (value: unknown): value is ProblemView => typeof value === 'object' && value !== null && 'detail' in value;
