import { type AddressWords, countIn, manyIn, oneOf, textIn } from '../frame/address';

export const sorts = ['lastActivity', 'name', 'visits', 'interest', 'firstSeen'] as const;
export const recencies = ['7', '30', '90'] as const;

/** What the address says about the list of people. */
export interface PeopleAddress {
  search?: string;
  sort?: (typeof sorts)[number];
  direction?: 'asc' | 'desc';
  role?: string;
  recency?: (typeof recencies)[number];
  minVisits?: number;
  intent?: string;
  openLead?: 'true' | 'false';
  client?: 'true' | 'false';
  columns?: string[];
}

export function peopleAddress(words: AddressWords): PeopleAddress {
  return {
    search: textIn(words.search),
    sort: oneOf(words.sort, sorts),
    direction: oneOf(words.direction, ['asc', 'desc']),
    role: textIn(words.role),
    recency: oneOf(words.recency, recencies),
    minVisits: countIn(words.minVisits),
    intent: textIn(words.intent),
    openLead: oneOf(words.openLead, ['true', 'false']),
    client: oneOf(words.client, ['true', 'false']),
    columns: manyIn(words.columns),
  };
}

export type PeopleFilter = Omit<PeopleAddress, 'columns'>;

export function peopleFilterOf({ columns: _columns, ...filter }: PeopleAddress): PeopleFilter {
  return filter;
}

/** How many filters are on; the order is none, and what is typed stands in its own box. */
export function peopleFilterCount({ search: _search, sort: _sort, direction: _direction, ...filters }: PeopleFilter): number {
  return Object.values(filters).filter((value) => value !== undefined).length;
}
