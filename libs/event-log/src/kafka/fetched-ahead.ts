import type { KafkaMessage } from 'kafkajs';
import type { Place } from '../reading/follow';

interface Queue {
  readonly place: Place;
  readonly messages: KafkaMessage[];
  busy: boolean;
}

export interface FetchedAheadOptions {
  /** Partitions of which a batch each is taken at once. */
  readonly partitionsAtOnce: number;
  /** Messages of one batch at most. */
  readonly batchSize: number;
  /** While so many bytes wait for their turn, nothing more is wanted. */
  readonly mostBytes: number;
  /** Resolves with false when these and all behind them are not to be taken any more. Must not throw. */
  take(place: Place, messages: readonly KafkaMessage[]): Promise<boolean>;
}

/**
 * What was fetched and waits for its turn: one partition's batches follow each other, partitions take turns. Small fetches that
 * waited become one batch, so that whoever is slow catches up.
 */
export class FetchedAhead {
  private readonly queues = new Map<string, Queue>();
  private readonly ready: Queue[] = [];
  private running = 0;
  private bytes = 0;
  private over = false;
  private freed = Promise.withResolvers<void>();

  constructor(private readonly o: FetchedAheadOptions) {}

  /** Whether more may be put in. */
  get hasRoom(): boolean {
    return this.bytes < this.o.mostBytes;
  }

  /** Resolves when more may be put in, or is not wanted any more; who changes what is wanted calls `lookAgain`. */
  async whenRoom(isWanted: () => boolean): Promise<void> {
    while (!this.hasRoom && !this.over && isWanted()) await this.freed.promise;
  }

  /** Whoever waits here sees whether waiting is still of use. */
  lookAgain(): void {
    this.freed.resolve();
    this.freed = Promise.withResolvers<void>();
  }

  /** Resolves when nothing of a partition waits any more. */
  async taken(place: Place): Promise<void> {
    while ((this.queues.get(nameOf(place))?.messages.length ?? 0) > 0 && !this.over) await this.freed.promise;
  }

  put(place: Place, messages: readonly KafkaMessage[]): void {
    if (this.over) return;
    const queue = this.queues.get(nameOf(place)) ?? { place, messages: [], busy: false };
    this.queues.set(nameOf(place), queue);
    queue.messages.push(...messages);
    this.bytes += sizeOf(messages);
    if (!queue.busy && !this.ready.includes(queue)) this.ready.push(queue);
    this.goOn();
  }

  private goOn(): void {
    while (!this.over && this.running < this.o.partitionsAtOnce) {
      const queue = this.ready.shift();
      if (!queue) return;
      this.running += 1;
      queue.busy = true;
      void this.takeFrom(queue);
    }
  }

  private async takeFrom(queue: Queue): Promise<void> {
    const part = queue.messages.slice(0, this.o.batchSize);
    // What is being taken waits no more: the next is to be there when it is over, however long a slow target makes it last.
    this.bytes -= sizeOf(part);
    this.lookAgain();
    this.over = !(await this.o.take(queue.place, part)) || this.over;
    queue.messages.splice(0, part.length);
    this.running -= 1;
    queue.busy = false;
    if (queue.messages.length > 0) this.ready.push(queue);
    this.lookAgain();
    this.goOn();
  }
}

export const nameOf = ({ topic, partition }: Place): string => `${topic} ${partition}`;

function sizeOf(messages: readonly KafkaMessage[]): number {
  return messages.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
}
