import type { Facts, Held } from './facts';

/** What one bridge may hold of each, whatever is done to it. */
export const mostHeld: Omit<Held, 'diskMiB'> = {
  residentMiB: 768,
  handles: 512,
  connections: 64,
};

/** Of the database: what an empty one grows to by itself, and what an event leaves in log, inbox and outcomes. */
const disk = { emptyMiB: 48, perEventKiB: 24 } as const;

const words: Readonly<Record<keyof Held, string>> = {
  residentMiB: 'MiB of memory',
  handles: 'files and sockets',
  connections: 'connections to its database',
  diskMiB: 'MiB of disk',
};

/** I6: a bridge holds no more of anything than was set, however much is pressed on it. */
export function findUnbounded({ held, sent }: Pick<Facts, 'held' | 'sent'>): string[] {
  const sentMiB = sent.reduce((sum, { body, sendings }) => sum + body.length * sendings, 0) / 2 ** 20;
  const most: Held = { ...mostHeld, diskMiB: disk.emptyMiB + (sent.length * disk.perEventKiB) / 1_024 + 4 * sentMiB };
  // The names of an object's own members.
  return (Object.keys(words) as (keyof Held)[]).flatMap((what) =>
    held[what] > most[what]
      ? [`a bridge held ${held[what].toFixed(0)} ${words[what]}, and ${most[what].toFixed(0)} is the most it may`]
      : [],
  );
}
