import type { Checked } from '../check/check';
import type { Ground, LogKind } from '../ground/run';

export interface Fault {
  readonly name: string;
  /** What happens, in a sentence. */
  readonly what: string;
  /** Both logs unless told. */
  readonly logs?: readonly LogKind[];
  /** Why it cannot be had on this machine, where it cannot. */
  notHere?(): string | undefined;
  /** Brings the fault about, under load, and answers what the checker found once it has healed. */
  run(ground: Ground): Promise<Checked>;
}
