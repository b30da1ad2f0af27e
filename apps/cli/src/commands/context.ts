import type { BridgeApi } from '../bridge-api';
import type { Paint } from '../words/paint';

/** What a command needs: the bridge, where to write, and in which colours. */
export interface Context {
  bridge(): Promise<BridgeApi>;
  print(text: string): void;
  paint: Paint;
}

/** Work that needs the database or the log itself, wired where the app starts. */
export interface Wiring {
  migrate(): Promise<void>;
  rebuild(): Promise<void>;
  createTopics(o: { partitions: number | undefined; replication: number | undefined; retentionDays: number | undefined }): Promise<string>;
  /** Runs a twin until it is stopped. @returns its exit code */
  twin(args: readonly string[]): Promise<number>;
}

export function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
