import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CheckedDraftView, DraftProblemView, DraftSampleView, DraftView, PlayedSampleView } from '../../generated';
import { checkQuery, playedQuery, triedQuery } from '../studio-queries';

/** What the saved draft comes to. */
export interface Findings {
  readonly waiting: boolean;
  readonly error: Error | null;
  readonly problems: readonly DraftProblemView[];
  /** Why it was stopped, where it was. */
  readonly stopped: string | null;
  readonly samples: readonly DraftSampleView[];
  readonly types: readonly string[];
  /** Differences by sample; absent where not all could be played. */
  readonly tried: ReadonlyMap<string, readonly string[]>;
  readonly played: PlayedSampleView | undefined;
}

export function useFindings(draft: DraftView, wanted: string | undefined): Findings & { readonly sample: string | undefined } {
  const check = useQuery(checkQuery(draft));
  const all = useQuery(triedQuery(draft));
  const samples = check.data?.samples ?? none;
  const sample = samples.some(({ name }) => name === wanted) ? wanted : samples[0]?.name;
  const one = useQuery(playedQuery(draft, sample));
  const problems = useMemo(
    () => unique([...(check.data?.problems ?? []), ...(all.data?.problems ?? []), ...(one.data?.problems ?? [])]),
    [check.data, all.data, one.data],
  );
  return {
    waiting: check.isFetching || all.isFetching || one.isFetching,
    error: check.error ?? all.error ?? one.error,
    problems,
    stopped: check.data?.stopped ?? all.data?.stopped ?? one.data?.stopped ?? null,
    samples,
    types: typesOf(check.data),
    tried: useMemo(() => new Map(all.data?.tried.map(({ name, differences }) => [name, differences])), [all.data]),
    sample,
    played: one.data,
  };
}

const none: never[] = [];

/** A draft that cannot be read yet has samples to go by. */
function typesOf(checked: CheckedDraftView | undefined): readonly string[] {
  if (!checked || checked.types.length > 0) return checked?.types ?? none;
  return [...new Set(checked.samples.flatMap(({ type }) => type ?? []))];
}

/** The same one is found by checking and by playing; told once, in the order of the files. */
function unique(problems: readonly DraftProblemView[]): readonly DraftProblemView[] {
  const known = new Map(problems.map((one) => [`${one.file} ${one.line} ${one.message}`, one]));
  return [...known.values()].sort((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1));
}
