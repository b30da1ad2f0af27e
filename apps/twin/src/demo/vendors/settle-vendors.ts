import type { Operator, Tally } from '../operator';
import { openAt } from '../settle';
import type { VendorAgency } from './stage';

export interface Rest {
  tally: Tally;
  /** What is still under way, in words; nothing where all has come to its end. */
  open: string | undefined;
}

/** Waits until nothing is in flight or held, nothing is to be read or said, and no webhook is on its way. */
export async function settleVendors(
  operator: Operator,
  agency: VendorAgency,
  accepted: number,
  withinMs: number,
  onProgress: (open: string) => void,
): Promise<Rest> {
  const until = Date.now() + withinMs;
  for (let quiet = 0; ;) {
    const tally = await operator.tally(agency.names.agency);
    const open = await underWay(operator, agency, tally, accepted);
    quiet = open === undefined ? quiet + 1 : 0;
    // Twice, because something may be between two places when the first answers are given.
    if (quiet >= 2) return { tally, open: undefined };
    if (Date.now() > until) return { tally, open: open ?? 'it became quiet a moment ago' };
    if (open !== undefined) onProgress(open);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function underWay(operator: Operator, { names, vendors }: VendorAgency, tally: Tally, accepted: number): Promise<string | undefined> {
  const deliveries = tally.targets.reduce((sum, target) => sum + openAt(target), 0);
  const connections = await operator.connections(names.agency);
  const count = (of: (one: (typeof connections)[number]) => number): number => connections.reduce((sum, one) => sum + of(one), 0);
  const webhooks = vendors.flatMap(({ stage }) => [...stage.twin.webhooks]).filter(({ state }) => state === 'waiting').length;
  const all = {
    'events to count': Math.max(0, accepted - tally.accepted),
    deliveries,
    'records to read': count(({ waiting }) => waiting.toRead),
    'events to say': count(({ waiting }) => waiting.toSay),
    'webhooks on their way': webhooks,
  };
  const open = Object.entries(all).filter(([, left]) => left > 0);
  return open.length === 0 ? undefined : open.map(([what, left]) => `${left} ${what}`).join(', ');
}
