import { hash } from 'node:crypto';
import type { Caller, KeyRing } from '../ports';

interface Known {
  readonly caller: Promise<Caller | undefined>;
  readonly until: number;
  /** Once the key ring has answered. */
  settled?: Caller;
}

const keptMs = 2_000;
const keptAtMost = 10_000;

/**
 * Remembers for two seconds what the key ring said, so that a busy key costs one look-up and a revoked one is
 * refused soon. Holds hashes, never keys. What was not found is remembered too, in a part of its own: guessing
 * cannot push out the keys that are in use.
 */
export class KnownKeys {
  private readonly found = new Map<string, Known>();
  private readonly notFound = new Map<string, Known>();

  constructor(
    private readonly ring: KeyRing,
    private readonly nowMs: () => number,
  ) {}

  /** The caller where nothing needs to be waited for; nothing says nothing. */
  sure(key: string): Caller | undefined {
    const known = this.found.get(hash('sha256', key, 'base64'));
    return known !== undefined && known.until > this.nowMs() ? known.settled : undefined;
  }

  find(key: string): Promise<Caller | undefined> {
    const digest = hash('sha256', key, 'base64');
    const now = this.nowMs();
    const known = this.found.get(digest) ?? this.notFound.get(digest);
    if (known !== undefined && known.until > now) return known.caller;
    const caller = this.ring.find(key);
    const entry: Known = { caller, until: now + keptMs };
    this.found.delete(digest);
    keep(this.notFound, digest, entry);
    caller.then(
      (answer) => {
        if (answer === undefined) return;
        entry.settled = answer;
        this.notFound.delete(digest);
        keep(this.found, digest, entry);
      },
      // A look-up that failed says nothing about the key: whoever waits gets the error, the next one asks again.
      () => this.notFound.delete(digest),
    );
    return caller;
  }
}

function keep(among: Map<string, Known>, digest: string, entry: Known): void {
  among.delete(digest);
  among.set(digest, entry);
  if (among.size <= keptAtMost) return;
  const [oldest] = among.keys();
  if (oldest !== undefined) among.delete(oldest);
}
