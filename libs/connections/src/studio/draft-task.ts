import type { PackProblem, Played, Sample, Why } from '#mapping';

type Files = Readonly<Record<string, string>>;

/** What is asked of a process that runs drafts; goes there as JSON. */
export type DraftTask =
  | { readonly do: 'check' | 'playAll'; readonly files: Files }
  | { readonly do: 'play'; readonly files: Files; readonly sample: string }
  /** An event as it is, with stand-ins for what else the mapping sees. */
  | { readonly do: 'playEvent'; readonly files: Files; readonly event: Readonly<Record<string, unknown>> };

export interface SampleSeen {
  readonly name: string;
  readonly kind: 'event' | 'hook' | 'record' | 'sweep' | 'list';
  /** Type of its event. */
  readonly type: string | null;
  readonly expected: boolean;
}

export interface CheckedDraft {
  readonly problems: readonly PackProblem[];
  readonly samples: readonly SampleSeen[];
  /** Event types it has requests for. */
  readonly types: readonly string[];
}

export interface PlayedDraft {
  /** Of the pack, or where in it the mapping came to no answer. */
  readonly problems: readonly PackProblem[];
  readonly sample: Sample | null;
  readonly played: Played | null;
  /** Absent where the pack does not say. */
  readonly expected?: unknown;
  readonly differences: readonly string[];
  readonly why: readonly Why[];
}

export interface TriedDraft {
  readonly problems: readonly PackProblem[];
  readonly tried: readonly { readonly name: string; readonly differences: readonly string[] }[];
}

/** What comes back of each task. */
export interface DraftAnswers {
  check: CheckedDraft;
  play: PlayedDraft;
  playEvent: PlayedDraft;
  playAll: TriedDraft;
}
export type AnswerTo<T extends DraftTask> = DraftAnswers[T['do']];

/** From the process: it is there, it did what was asked, or our own code failed in it. */
export type FromDraftProcess =
  { readonly kind: 'ready' } | { readonly kind: 'done'; readonly answer: string } | { readonly kind: 'failed'; readonly error: string };
