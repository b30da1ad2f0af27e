import type { LogEntry } from '#event-log';
import type { Caller, ErasedPeople } from '../ports';
import { checkArrivals } from './check-arrivals';
import { Trace } from './trace';

/**
 * Holds events that did not come over HTTP, such as those made of a vendor's records, to what the gateway holds everybody's to.
 * @param raws CloudEvents as their sender would send them; each is stamped
 * @throws Refusal with everything that is wrong
 */
export function checkedForLog(raws: readonly object[], caller: Caller, now: Date, erased: ErasedPeople): readonly LogEntry[] {
  // The stamps must not be seen by whoever handed them in.
  return checkArrivals({ raws: structuredClone(raws), problems: [] }, caller, now, new Trace({}), erased).entries;
}
