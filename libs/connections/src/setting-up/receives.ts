import type { Receives } from '#delivery';
import { rowFor, type Side } from '#people-exchange';
import type { Pack } from '#mapping';

const switchedOff = 'switched off for this connection';

/** Rows that somebody switched off. */
export const switchedOffIn = ({ says = {} }: Receives): string[] =>
  Object.entries(says).flatMap(([row, why]) => (why === switchedOff ? [row] : []));

/** What a pack wants to hear: types it has requests for, but rows that were switched off; and why not the rest, by row. */
export function receivesOf({ requests, document }: Pack, off: readonly string[] = [], offices?: readonly string[]): Receives {
  const from: Side = document.side === 'backOffice' ? 'website' : 'backOffice';
  const types = [...requests.keys()].filter((type) => !off.includes(rowFor(type, from)));
  const says = Object.fromEntries(Object.entries(document.capabilities).map(([row, capability]) => [row, capability.says]));
  for (const row of off) says[row] = switchedOff;
  return { types, says, ...(offices ? { offices } : {}) };
}
