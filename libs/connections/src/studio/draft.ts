import type { PackFiles } from '#mapping';

/** A pack that is being written. */
export interface Draft {
  readonly name: string;
  readonly files: PackFiles;
  /** Grows with every save. */
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: string;
}

export type DraftSummary = Omit<Draft, 'files'> & { readonly title: string | null; readonly version: string | null };

/** Texts by path; null takes a file away. */
export type FileChanges = ReadonlyMap<string, string | null>;
