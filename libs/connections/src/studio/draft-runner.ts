import { DraftChild, type DraftLimits } from './draft-child';
import { DraftsBusy } from './draft-stopped';
import type { AnswerTo, DraftTask } from './draft-task';

export interface RunnerLimits extends DraftLimits {
  /** Processes at once. */
  readonly atOnce: number;
  /** Tasks that may wait, of all agencies and of one. */
  readonly waiting: number;
  readonly waitingOfOne: number;
  /** A process nobody needed for so long is ended. */
  readonly idleMs: number;
}

const usual: RunnerLimits = { withinMs: 5_000, memoryMiB: 128, atOnce: 2, waiting: 40, waitingOfOne: 10, idleMs: 60_000 };

interface Waiting {
  readonly agency: string;
  go(child: DraftChild): Promise<void>;
  refuse(): void;
}

/** Runs drafts in few processes: one agency at most one at a time, and no process for two agencies, one after the other neither. */
export class DraftRunner {
  private readonly limits: RunnerLimits;
  private readonly children = new Map<string, DraftChild>();
  private readonly busy = new Set<string>();
  private readonly idle = new Map<string, NodeJS.Timeout>();
  private queue: Waiting[] = [];
  private closed = false;

  constructor(limits: Partial<RunnerLimits> = {}) {
    this.limits = { ...usual, ...limits };
  }

  /** @throws DraftStopped where it came to no answer, DraftsBusy */
  run<T extends DraftTask>(agency: string, task: T): Promise<AnswerTo<T>> {
    const own = this.queue.filter((waiting) => waiting.agency === agency).length;
    if (this.closed || this.queue.length >= this.limits.waiting || own >= this.limits.waitingOfOne) return Promise.reject(new DraftsBusy());
    return new Promise((resolve, reject) => {
      this.queue.push({ agency, go: (child) => child.run(task).then(resolve, reject), refuse: () => reject(new DraftsBusy()) });
      this.next();
    });
  }

  close(): void {
    this.closed = true;
    for (const waiting of this.queue.splice(0)) waiting.refuse();
    for (const agency of [...this.children.keys()]) this.end(agency);
  }

  private next(): void {
    const waiting = this.queue.find(({ agency }) => !this.busy.has(agency));
    if (!waiting || this.busy.size >= this.limits.atOnce) return;
    const { agency } = waiting;
    this.queue = this.queue.filter((other) => other !== waiting);
    this.busy.add(agency);
    void this.begin(waiting).then(() => {
      this.busy.delete(agency);
      this.rest(agency);
      this.next();
    });
    this.next();
  }

  /** Whatever becomes of it, the next one has its turn. */
  private async begin(waiting: Waiting): Promise<void> {
    try {
      await waiting.go(this.childFor(waiting.agency));
    } catch {
      // No process could be begun; going itself never fails.
      waiting.refuse();
    }
  }

  private childFor(agency: string): DraftChild {
    clearTimeout(this.idle.get(agency));
    const known = this.children.get(agency);
    if (known && !known.gone) return known;
    // Makes room by ending one that rests.
    const resting = [...this.children.keys()].filter((other) => !this.busy.has(other));
    for (const other of resting) if (this.children.size >= this.limits.atOnce) this.end(other);
    const child = new DraftChild(this.limits);
    this.children.set(agency, child);
    return child;
  }

  private rest(agency: string): void {
    if (this.children.get(agency)?.gone) return this.end(agency);
    this.idle.set(agency, setTimeout(() => this.end(agency), this.limits.idleMs).unref());
  }

  private end(agency: string): void {
    clearTimeout(this.idle.get(agency));
    this.idle.delete(agency);
    this.children.get(agency)?.kill();
    this.children.delete(agency);
  }
}
