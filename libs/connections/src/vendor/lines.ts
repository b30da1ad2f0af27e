import { isNativeError } from 'node:util/types';
import { buildConnector, Pool } from 'undici';
import { hostAndPort, type Resolve, resolveChecked } from '#delivery';
import type { VendorDoor } from './door';
import { ClientClosed, Slots } from './slots';

export interface Line {
  readonly base: URL;
  readonly slots: Slots;
  usedAt: number;
  pool?: Pool;
  /** What the pool was made for; another calls for another pool. */
  made?: string;
}

const idleMs = 3_600_000;

/** What is open to vendors: sockets and turns, by connection and base, so that who renews a token does not wait for those who need it. */
export class Lines {
  private readonly lines = new Map<string, Line>();
  /** Pools of former settings, until what is under way on them has ended. */
  private readonly former = new Set<Pool>();
  private closed = false;

  constructor(private readonly resolve: Resolve | undefined) {}

  to({ agency, connection, base }: VendorDoor): Line {
    const key = JSON.stringify([agency, connection, base]);
    let line = this.lines.get(key);
    if (!line) {
      this.dropIdle();
      line = { base: new URL(base), slots: new Slots(), usedAt: 0 };
      this.lines.set(key, line);
    }
    line.usedAt = performance.now();
    return line;
  }

  poolOf(line: Line, door: VendorDoor): Pool {
    if (this.closed) throw new ClientClosed();
    const made = JSON.stringify([door.atOnce, door.answerWithinMs, door.allowedPrivate]);
    if (line.pool && line.made === made) return line.pool;
    this.retire(line);
    line.made = made;
    return (line.pool = checkedPool(door, line.base.origin, this.resolve));
  }

  async close(): Promise<void> {
    this.closed = true;
    const lines = [...this.lines.values()];
    for (const { slots } of lines) slots.close();
    const pools = [...this.former, ...lines.flatMap(({ pool }) => pool ?? [])];
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  private retire({ pool }: Line): void {
    if (!pool) return;
    this.former.add(pool);
    void pool.close().finally(() => this.former.delete(pool));
  }

  /** Connections come and go, and their addresses change. */
  private dropIdle(): void {
    const now = performance.now();
    for (const [key, line] of this.lines) {
      if (now - line.usedAt < idleMs) continue;
      this.lines.delete(key);
      this.retire(line);
    }
  }
}

function checkedPool(door: VendorDoor, origin: string, resolve: Resolve | undefined): Pool {
  const place = hostAndPort(origin);
  const connect = buildConnector({ timeout: door.answerWithinMs, allowH2: false });
  return new Pool(origin, {
    // A connection that has answered rests for a turn of the event loop; a spare one takes its place.
    connections: door.atOnce + Math.ceil(door.atOnce / 4),
    pipelining: 1,
    allowH2: false,
    connect: (options, callback) => void connectChecked(options, callback),
  });

  /** To the very address that was checked, so that a name cannot point elsewhere in between. */
  async function connectChecked(...[options, callback]: Parameters<typeof connect>): Promise<void> {
    try {
      const { address } = await resolveChecked(options.hostname, place, door.allowedPrivate, resolve);
      connect({ ...options, hostname: address, servername: options.servername || options.hostname }, callback);
    } catch (error) {
      callback(isNativeError(error) ? error : new AddressUnknown(error), null);
    }
  }
}

/** A resolver that fails with something other than an error. */
class AddressUnknown extends Error {
  readonly code = 'addressUnknown';
  readonly retriable = true;

  constructor(cause: unknown) {
    super('The address could not be found', { cause });
    this.name = 'AddressUnknown';
  }
}
