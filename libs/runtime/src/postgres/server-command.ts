import { chownSync, statSync } from 'node:fs';
import { execFileSync } from 'node:child_process';

/** The command that runs a PostgreSQL binary; PostgreSQL refuses to run as root, so root hands it to a plain user. */
export function commandFor(
  file: string,
  args: readonly string[],
  owner: { uid: number; gid: number } | undefined,
): { command: string; args: string[] } {
  if (!owner) return { command: file, args: [...args] };
  // The reading capability lets the binary be found below a home that only root may enter.
  const capability = '-all,+dac_read_search';
  return {
    command: 'setpriv',
    args: [
      `--reuid=${owner.uid}`,
      `--regid=${owner.gid}`,
      '--clear-groups',
      `--inh-caps=${capability}`,
      `--ambient-caps=${capability}`,
      `--bounding-set=${capability}`,
      '--no-new-privs',
      '--securebits=+no_setuid_fixup',
      file,
      ...args,
    ],
  };
}

/** Whom root runs the server as: the owner of the folder unless that is root, else `postgres`, else `nobody`. */
export function serverOwner(folder: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = statSync(folder);
  const owner = uid === 0 ? (userNamed('postgres') ?? userNamed('nobody') ?? { uid: 65_534, gid: 65_534 }) : { uid, gid };
  chownSync(folder, owner.uid, owner.gid);
  return owner;
}

function userNamed(name: string): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string): number => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined; // this machine has no such user
  }
}
