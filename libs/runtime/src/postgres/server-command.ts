import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** Set where Node itself has to change the user, for want of setpriv. */
  readonly as?: ServerUser;
}

/** PostgreSQL refuses to run as root, so root hands it to a plain user; everyone else runs it as themselves. */
export function commandFor(file: string, args: readonly string[], user: ServerUser | undefined): ServerCommand {
  if (!user) return { command: file, args };
  const before = setprivArguments(user);
  return before ? { command: 'setpriv', args: [...before, file, ...args] } : { command: file, args, as: user };
}

/** Whom root runs the server as: the owner of what is there, else `postgres`, else `nobody`. */
export function serverUser(folders: readonly string[]): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const folder of folders) {
    const owner = statSync(folder, { throwIfNoEntry: false });
    if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  return userNamed('postgres') ?? userNamed('nobody') ?? { uid: 65_534, gid: 65_534 };
}

/** Keeps one capability, to read and enter folders, so that it works in place below a home that only root may enter. */
export function capabilityFor(bounding: bigint | undefined): string {
  const holds = (bit: bigint): boolean => bounding === undefined || (bounding & (1n << bit)) !== 0n;
  if (holds(2n)) return '-all,+dac_read_search';
  return holds(1n) ? '-all,+dac_override' : '-all';
}

const known = new Map<string, readonly string[] | undefined>();

function setprivArguments(user: ServerUser): readonly string[] | undefined {
  const key = `${user.uid}:${user.gid}`;
  if (!known.has(key)) known.set(key, triedSetpriv(user));
  return known.get(key);
}

function triedSetpriv(user: ServerUser): readonly string[] | undefined {
  const capability = capabilityFor(boundingSet());
  const before = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    `--bounding-set=${capability}`,
    '--no-new-privs',
    // Without it access(2) forgets the capability, and the binaries do not find each other.
    '--securebits=+no_setuid_fixup',
  ];
  try {
    execFileSync('setpriv', [...before, 'true'], { stdio: 'ignore' });
    return before;
  } catch {
    return undefined; // No setpriv, one of another make, or a container that takes these rights away.
  }
}

function boundingSet(): bigint | undefined {
  try {
    const digits = /^CapBnd:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return digits === undefined ? undefined : BigInt(`0x${digits}`);
  } catch {
    return undefined; // Not Linux.
  }
}

function userNamed(name: string): ServerUser | undefined {
  try {
    const id = (flag: string): number => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined; // This machine has no such user.
  }
}
