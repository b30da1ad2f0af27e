import type { Finding } from '../../compare/findings';
import { compareRecords, type Doubt, type Held, type Wanted } from '../../compare/records';
import { packOf } from '../../vendors/ground/trial/pack-at-twin';
import type { ParkedSeen } from '../operator';
import type { Acted } from './vendor-part';
import type { VendorName } from '../../vendors';

/** All that is held against each other for one vendor. */
export interface Evidence {
  name: VendorName;
  /** Its participant. */
  id: string;
  /** What must be at the vendor, agents' own work included. */
  wanted: readonly Wanted[];
  held: readonly Held[];
  acted: Acted;
  /** What the website heard from it. */
  heard: readonly Held[];
  parked: readonly ParkedSeen[];
  /** Notifications of its own that wait for somebody. */
  unread: number;
}

export interface Verdict {
  persons: number;
  records: number;
  heard: number;
  parked: { event: ParkedSeen; request: string; applied: boolean | undefined }[];
  findings: Finding[];
}

/** Record by record and both ways, what a vendor has, what it told, and what waits for a decision. */
export function verdictOn(one: Evidence): Verdict {
  const parked = one.parked.map((event) => ({ event, request: unsafeRequestOf(one.name, event) }));
  // The packs call these requests by what they make.
  const doubted = new Set(parked.map(({ event, request }) => `${event.source} ${event.id} ${request}`));
  const isDoubtful = ({ event, kind }: Wanted): boolean => event !== null && doubted.has(`${event.source} ${event.id} ${kind}`);
  const wanted = one.wanted.map((record) => (isDoubtful(record) ? { ...record, doubtful: true } : record));
  const at = compareRecords(wanted, one.held, one.id);
  const back = compareRecords(one.acted.atWebsite, one.heard, `the website, from ${one.id},`);
  const refused = parked
    .filter(({ request }) => request === undefined)
    .map(({ event }): Finding => {
      const { source, id, type, reason } = event;
      return {
        fault: 'parked',
        at: one.id,
        event: { source, id, type },
        sentence: `${type} ${id} is parked at ${one.id}: ${reason ?? '?'}`,
      };
    });
  const unread: Finding[] =
    one.unread > 0 ? [{ fault: 'parked', at: one.id, event: null, sentence: `${one.unread} notifications of ${one.id} are parked` }] : [];
  return {
    persons: one.held.filter(({ kind }) => kind === 'person').length,
    records: at.agreed,
    heard: back.agreed,
    parked: parked.map(({ event, request }) => ({ event, request: request ?? '', applied: appliedIn(at.doubts, event) })),
    // What nobody at the vendor did, and the website heard of all the same, is its own word that came back (I10).
    findings: [
      ...at.findings,
      ...back.findings.map((finding) => (finding.fault === 'unexpected' ? asReturned(finding) : finding)),
      ...refused,
      ...unread,
    ],
  };
}

function asReturned(finding: Finding): Finding {
  return { ...finding, fault: 'returned' };
}

/** The request that may have been applied, where the pack says that it cannot be repeated safely; else nothing excuses it. */
function unsafeRequestOf(name: VendorName, { type, reason }: ParkedSeen): string | undefined {
  const named = /^may have been applied: ([\w-]+)/.exec(reason ?? '')?.[1];
  return packOf(name)
    .requests.get(type)
    ?.find(({ id, once }) => id === named && once === 'unsafe')?.id;
}

function appliedIn(doubts: readonly Doubt[], { source, id }: ParkedSeen): boolean | undefined {
  const about = doubts.filter(({ wanted }) => wanted.event?.source === source && wanted.event.id === id);
  return about.length === 0 ? undefined : about.some(({ applied }) => applied);
}
