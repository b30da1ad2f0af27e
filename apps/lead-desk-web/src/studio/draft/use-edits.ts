import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { showTrouble } from '../../connections/connection-changes';
import { type DraftView, readDraft, saveDraft } from '../../generated';
import { DeskProblem } from '../../session/desk-problem';
import { useDraftKept } from '../studio-changes';
import { draftQuery } from '../studio-queries';

type Edits = ReadonlyMap<string, string | null>;

/** Files as they are on this screen, saved or not. */
export interface EditedFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly edits: Edits;
  edit(path: string, text: string | null): void;
  save(): void;
  readonly saving: boolean;
  /** Somebody saved meanwhile; what of it, and the two ways on. */
  readonly conflict: { readonly says: readonly string[]; takeTheirs(): void; keepMine(): void } | undefined;
}

export function useEdits(draft: DraftView): EditedFiles {
  const [edits, setEdits] = useState<Edits>(new Map());
  const kept = useDraftKept();
  const queries = useQueryClient();
  const files = useMemo(() => filesWith(draft, edits), [draft, edits]);
  const mutation = useMutation({
    mutationFn: ({ sent, revision }: { sent: Edits; revision: number }) =>
      saveDraft({ path: { name: draft.name }, body: { revision, files: [...sent].map(([path, text]) => ({ path, text })) } }),
    onSuccess: (saved, { sent }) => {
      kept(saved);
      // What was typed while it was on its way is still to be saved.
      setEdits((now) => new Map([...now].filter(([path, text]) => sent.get(path) !== text)));
    },
    onError: (error) => {
      if (!isStale(error)) showTrouble(error);
    },
  });
  const save = (revision = draft.revision) => {
    if (edits.size > 0 && !mutation.isPending) mutation.mutate({ sent: edits, revision });
  };
  const newest = async (): Promise<DraftView> => {
    const found = await readDraft({ path: { name: draft.name } });
    queries.setQueryData(draftQuery(draft.name).queryKey, found);
    return found;
  };
  const takeTheirs = async () => {
    await newest();
    setEdits(new Map());
    mutation.reset();
  };
  return {
    files,
    edits,
    edit: (path, text) => setEdits((now) => edited(draft, now, path, text)),
    save: () => save(),
    saving: mutation.isPending,
    conflict: isStale(mutation.error)
      ? {
          says: mutation.error.problems.map(({ message }) => message),
          takeTheirs: () => void takeTheirs().catch(showTrouble),
          keepMine: () => void newest().then(({ revision }) => save(revision), showTrouble),
        }
      : undefined,
  };
}

const isStale = (error: unknown): error is DeskProblem => error instanceof DeskProblem && error.status === 409;

function filesWith(draft: DraftView, edits: Edits): ReadonlyMap<string, string> {
  const files = new Map(draft.files.map(({ path, text }) => [path, text]));
  for (const [path, text] of edits) {
    if (text === null) files.delete(path);
    else files.set(path, text);
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Typed back to what is saved, it is no edit. */
function edited(draft: DraftView, now: Edits, path: string, text: string | null): Edits {
  const after = new Map(now);
  const saved = draft.files.find((file) => file.path === path)?.text ?? null;
  if (saved === text) after.delete(path);
  else after.set(path, text);
  return after;
}
