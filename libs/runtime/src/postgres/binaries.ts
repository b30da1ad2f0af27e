import { execFile } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { noBinaries } from './embedded-postgres-failed';

const run = promisify(execFile);

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

/** The npm package's binaries, made usable where its install script did not run or a strict umask hid them. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(createRequire(__filename).resolve(`@embedded-postgres/${platform}`)));
    accessSync(join(root, 'native'));
  } catch (cause) {
    throw noBinaries(platform, cause);
  }
  const ending = process.platform === 'win32' ? '.exe' : '';
  const inBin = (name: string): string => join(root, 'native', 'bin', `${name}${ending}`);
  const binaries = { postgres: inBin('postgres'), initdb: inBin('initdb'), pgCtl: inBin('pg_ctl') };
  if (process.platform !== 'win32') {
    await addMissingLinks(root);
    await openForReading(root, Object.values(binaries));
  }
  return binaries;
}

/** npm packages hold no symlinks; the package's install script makes them, unless install scripts are switched off. */
async function addMissingLinks(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  const missing =
    Array.isArray(links) &&
    links.some((link: unknown) => {
      const target = typeof link === 'object' && link !== null && 'target' in link ? link.target : undefined;
      return typeof target === 'string' && !existsSync(join(root, target));
    });
  if (missing) await run(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
}

/** The server may run as another user than the one who installed. */
async function openForReading(root: string, files: readonly string[]): Promise<void> {
  const executable = files.every((file) => (statSync(file).mode & 0o111) === 0o111);
  const readable = readdirSync(join(root, 'native', 'lib')).length > 0 && (statSync(join(root, 'native', 'lib')).mode & 0o005) === 0o005;
  if (executable && readable) return;
  try {
    for (const file of files) chmodSync(file, statSync(file).mode | 0o555);
    await run('chmod', ['-R', 'a+rX', root]);
  } catch {
    // Installed by somebody else: our own permission to run them is what counts, and is asked for next.
    for (const file of files) accessSync(file, constants.X_OK);
  }
}
