import type { Gather, Receives } from '#delivery';
import { rowFor, type Side } from '#people-exchange';
import { type Pack, togetherRequestOf } from '#mapping';

const switchedOff = 'switched off for this connection';

/** Rows that somebody switched off. */
export const switchedOffIn = ({ says = {} }: Receives): string[] =>
  Object.entries(says).flatMap(([row, why]) => (why === switchedOff ? [row] : []));

/** What a pack wants to hear: types it has requests for, but rows that were switched off; and why not the rest, by row. */
export function receivesOf(pack: Pack, off: readonly string[] = [], offices?: readonly string[]): Receives {
  const { requests, document } = pack;
  const from: Side = document.side === 'backOffice' ? 'website' : 'backOffice';
  const types = [...requests.keys()].filter((type) => !off.includes(rowFor(type, from)));
  const says = Object.fromEntries(Object.entries(document.capabilities).map(([row, capability]) => [row, capability.says]));
  for (const row of off) says[row] = switchedOff;
  const gather = gatherOf(pack, types);
  return { types, says, ...(offices ? { offices } : {}), ...(gather ? { gather } : {}) };
}

/** What waits behind each other anyway goes out together where the pack has one request for it; nothing waits for more. */
function gatherOf(pack: Pack, all: readonly string[]): Gather | undefined {
  const together = all.flatMap((type) => {
    const most = togetherRequestOf(pack, type)?.together.most;
    return most === undefined ? [] : [{ type, most }];
  });
  if (together.length === 0) return undefined;
  const types = together.map(({ type }) => type);
  return { types, quietSeconds: 0, atMostSeconds: 0, most: Math.max(...together.map(({ most }) => most)) };
}
