import type { AlertView, AreaView, KnownAreaView, SavedSearchView, SaveSearchRequest, WantedArea } from '../../../generated';

export const wants = ['must', 'nice', 'no'] as const;
export type Want = (typeof wants)[number];

/** An area of the form: one of the search as it was, one found, or a circle. */
export interface FormArea extends AreaView {
  /** Which one of the search as it was. */
  readonly kept?: number;
  readonly said: WantedArea;
}

export interface SearchForm {
  name: string;
  channel: string;
  minPrice: string;
  maxPrice: string;
  priceFrequency: string;
  minBedrooms: string;
  maxBedrooms: string;
  minBathrooms: string;
  propertyTypes: string[];
  wanted: Record<Want, string[]>;
  areas: readonly FormArea[];
  frequency: string;
  paused: boolean;
}

const text = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

export function formOf(search: SavedSearchView | undefined): SearchForm {
  const { criteria, alert } = search ?? { criteria: {}, alert: null };
  const wanted = (want: Want): string[] => (criteria.features ?? []).filter((one) => one.want === want).map(({ term }) => term);
  return {
    name: search?.name ?? '',
    channel: criteria.channel ?? 'sales',
    minPrice: text(criteria.minPrice),
    maxPrice: text(criteria.maxPrice),
    priceFrequency: criteria.priceFrequency ?? '',
    minBedrooms: text(criteria.minBedrooms),
    maxBedrooms: text(criteria.maxBedrooms),
    minBathrooms: text(criteria.minBathrooms),
    propertyTypes: criteria.propertyTypes ?? [],
    wanted: { must: wanted('must'), nice: wanted('nice'), no: wanted('no') },
    areas: search ? keptAreas(search) : [],
    frequency: alert === null || isOff(alert) ? 'never' : alert.frequency,
    paused: alert?.status === 'paused',
  };
}

/** The areas of a search as it is, outlines and all. */
function keptAreas({ criteria, areas }: SavedSearchView): FormArea[] {
  return areas.map((area, kept) => ({ ...area, kept, said: { ...criteria.areas?.[kept], label: area.label, geometry: area.geometry } }));
}

export const foundArea = (area: KnownAreaView): FormArea => ({ label: area.label, geometry: area.geometry, said: area });

/**
 * What the form says, over what the search says that no field shows.
 * @param as the state of the search the form was made from, or the one that stands in its place since
 * @param moved whether the search changed meanwhile: its areas are not those of the form any more, and go whole
 */
export function requestOf(
  form: SearchForm,
  search: SavedSearchView | undefined,
  as: { version?: string; moved: boolean; currency: string },
): SaveSearchRequest {
  const { channel, propertyTypes, areas } = form;
  const amounts = { minPrice: form.minPrice || undefined, maxPrice: form.maxPrice || undefined };
  const priced = amounts.minPrice !== undefined || amounts.maxPrice !== undefined;
  const features = wants.flatMap((want) => form.wanted[want].map((term) => ({ term, want })));
  const { criteria = {} } = search ?? {};
  return {
    version: as.version,
    name: form.name.trim() || undefined,
    search: {
      ...criteria,
      channel,
      ...amounts,
      currency: criteria.currency ?? (priced ? as.currency : undefined),
      priceFrequency: form.priceFrequency || undefined,
      minBedrooms: numberIn(form.minBedrooms),
      maxBedrooms: numberIn(form.maxBedrooms),
      minBathrooms: numberIn(form.minBathrooms),
      propertyTypes: propertyTypes.length > 0 ? propertyTypes : undefined,
      features: features.length > 0 ? inOrderOf(criteria.features, features) : undefined,
      areas: areas.length > 0 ? areas.map(({ kept, said }) => (kept === undefined || as.moved ? said : { keep: kept })) : undefined,
    },
    alert: alertIn(form, search),
  };
}

/** What stays keeps its place, so that a search nobody changed is the same. */
function inOrderOf(before: readonly { term: string; want: string }[] = [], now: readonly { term: string; want: string }[]) {
  const same = (a: { term: string; want: string }) => (b: { term: string; want: string }) => a.term === b.term && a.want === b.want;
  return [...before.filter((one) => now.some(same(one))), ...now.filter((one) => !before.some(same(one)))];
}

const numberIn = (typed: string): number | undefined => (typed === '' ? undefined : Number(typed));

/** Nothing is mailed. */
const isOff = (alert: AlertView | null): boolean => alert === null || alert.status === 'disabled' || alert.frequency === 'never';

/** Nothing to say where nothing was mailed and nothing is to be. */
function alertIn({ frequency, paused }: SearchForm, search: SavedSearchView | undefined): AlertView | undefined {
  if (frequency === 'never') return isOff(search?.alert ?? null) ? undefined : { status: 'disabled', frequency: 'never' };
  return { status: paused ? 'paused' : 'active', frequency };
}
