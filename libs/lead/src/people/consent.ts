/** Denied and withdrawn stand above granted, granted above never asked. */
const ranks: Readonly<Record<string, number>> = { withdrawn: 2, denied: 2, granted: 1, notAsked: 0 };

/** Orders what was said of one purpose and channel: a no beats a yes whatever the clock says, then the newer word counts. */
export function consentStrength(status: string, at: string, stamp: string): string {
  return `${Object.hasOwn(ranks, status) ? ranks[status] : 0}|${at}|${stamp}`;
}
