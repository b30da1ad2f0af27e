import type { Receives } from '#delivery';
import { rowFor, type Side } from '#people-exchange';
import type { Pack } from '#mapping';

/** What a pack wants to hear: types it has requests for, but rows that were switched off; and why not the rest, by row. */
export function receivesOf({ requests, document }: Pack, off: readonly string[] = [], offices?: readonly string[]): Receives {
  const from: Side = document.side === 'backOffice' ? 'website' : 'backOffice';
  const types = [...requests.keys()].filter((type) => !off.includes(rowFor(type, from)));
  const says = Object.fromEntries(Object.entries(document.capabilities).map(([row, capability]) => [row, capability.says]));
  for (const row of off) says[row] = 'switched off for this connection';
  return { types, says, ...(offices ? { offices } : {}) };
}
