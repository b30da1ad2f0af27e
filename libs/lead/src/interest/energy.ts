/** What each act weighs; what a back office does about a person says nothing of her interest but where listed. */
const weights: Readonly<Record<string, number>> = {
  'enquiry.made': 40,
  'ownership.claimed': 40,
  'appointment.booked': 30,
  'person.registered': 20,
  'search.saved': 15,
  'interest.registered': 12,
  'feedback.given': 10,
  'property.saved': 8,
  'property.noted': 6,
  'property.rated': 5,
  'search.performed': 4,
  'property.viewed': 2,
  'site.visited': 2,
};

const epoch = Date.UTC(2020, 0, 1);
const fortnight = 14 * 86_400_000;
/** This much fresh weight is two thirds of full interest. */
const full = 60;

const weightOf = (type: string): number => (Object.hasOwn(weights, type) ? (weights[type] ?? 0) : 0);

/**
 * What an act adds to a person's energy: its weight, doubled for each fortnight since 2020 began. As all energies fade alike,
 * they compare without knowing the time, and whole numbers add up to the same sum in any order.
 */
export function energyOf(type: string, at: string): bigint {
  const fortnights = Math.floor((Date.parse(at) - epoch) / fortnight);
  return BigInt(weightOf(type)) << BigInt(Math.min(Math.max(fortnights, 0), 2_000));
}

/** Interest from 0 to 100 as of `now`: half of what was done counts no more after a fortnight. */
export function interestScore(energy: bigint, now: Date): number {
  if (energy <= 0n) return 0;
  const fortnights = Math.max((now.getTime() - epoch) / fortnight, 0);
  // Kept in logarithms: the sums outgrow what a number can hold.
  const digits = energy.toString(2);
  const log2 = digits.length - 1 + Math.log2(Number.parseInt(digits.slice(0, 53), 2) / 2 ** (Math.min(digits.length, 53) - 1));
  return Math.min(100, Math.round(100 * (1 - Math.exp(-(2 ** (log2 - fortnights)) / full))));
}
