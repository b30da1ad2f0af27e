const hour = 3_600_000;
const usually = 72 * hour;
const lifetimes: Readonly<Record<string, number>> = { leadOffered: hour, reset: hour };

/** Until when a mail still helps who gets it: an offer until it ends, a way to another password for an hour, else three days. */
export function worthUntil(kind: string, words: Readonly<Record<string, string>>, now: Date): Date {
  const ends = kind === 'leadOffered' ? Date.parse(words['until'] ?? '') : Number.NaN;
  return new Date(Number.isNaN(ends) ? now.getTime() + (lifetimes[kind] ?? usually) : ends);
}
