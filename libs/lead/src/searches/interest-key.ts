import type { CriteriaArea, ImpliedCriteria } from './criteria';

/** Neighbouring steps of the price scale lie a quarter apart. */
const step = Math.log(1.25);

const plain = (label: string): string => label.trim().normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');

/** The place an area means: its reference where it has one, else its name, else its middle to about a kilometre. */
function placeOf(area: CriteriaArea): string {
  if (area.placeRef) return `ref ${area.placeRef}`;
  if (area.label) return `name ${plain(area.label)}`;
  return area.centre ? `at ${area.centre.map((degrees) => Number(degrees).toFixed(2)).join(' ')}` : 'somewhere';
}

function bandOf(price: string | undefined): string {
  const amount = Number(price ?? Number.NaN);
  return amount > 0 && Number.isFinite(amount) ? String(Math.floor(Math.log(amount) / step)) : 'any';
}

/**
 * Which inferred interest an implied search belongs to (P4). Two searches are the same interest when channel, places, currency
 * and price frequency agree and the price they go up to falls on the same step of a fixed scale (steps a quarter apart;
 * without an upper price, the lower one counts). A fixed scale, unlike overlap, gives the same groups in any order of arrival.
 * Bedrooms, types and features do not part interests: the newest search says what they are now.
 */
export function interestKeyOf(search: ImpliedCriteria): string {
  const places = [...new Set((search.areas ?? []).map(placeOf))].sort();
  const band = search.maxPrice === undefined ? `from ${bandOf(search.minPrice)}` : `to ${bandOf(search.maxPrice)}`;
  return JSON.stringify([search.channel, search.currency ?? '', search.priceFrequency ?? '', band, places]);
}
