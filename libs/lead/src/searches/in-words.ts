import type { AnyCriteria } from './criteria';
import { wordsOf } from '../timeline/words-of';

function amount(price: string, currency: string | undefined): string {
  const [whole = '', fraction] = price.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${currency ? `${currency} ` : ''}${grouped}${fraction && Number(fraction) > 0 ? `.${fraction}` : ''}`;
}

function price(search: AnyCriteria): string | undefined {
  const { minPrice, maxPrice, currency, priceFrequency } = search;
  const per = priceFrequency ? ` ${wordsOf(priceFrequency)}` : '';
  if (minPrice !== undefined && maxPrice !== undefined) return `${amount(minPrice, currency)} to ${amount(maxPrice, undefined)}${per}`;
  if (maxPrice !== undefined) return `up to ${amount(maxPrice, currency)}${per}`;
  return minPrice === undefined ? undefined : `from ${amount(minPrice, currency)}${per}`;
}

function bedrooms(min: number | undefined, max: number | undefined): string | undefined {
  if (min !== undefined && max !== undefined) return min === max ? `${min} bedrooms` : `${min} to ${max} bedrooms`;
  if (min !== undefined) return `${min}+ bedrooms`;
  return max === undefined ? undefined : `up to ${max} bedrooms`;
}

function places(search: AnyCriteria): string | undefined {
  const labels = (search.areas ?? []).map((area) => String(area.label ?? '').slice(0, 80)).filter((label) => label !== '');
  if (labels.length === 0) return undefined;
  const rest = labels.length - 3;
  return `in ${labels.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** What is looked for, as an agent would say it. */
export function searchInWords(search: AnyCriteria): string {
  const types = (search.propertyTypes ?? []).slice(0, 4).map(wordsOf).join(' or ');
  const what = `${types === '' ? 'Property' : types.charAt(0).toUpperCase() + types.slice(1)} ${search.channel === 'lettings' ? 'to rent' : 'to buy'}`;
  return [what, places(search), bedrooms(search.minBedrooms, search.maxBedrooms), price(search)]
    .filter((part) => part !== undefined)
    .join(', ');
}
