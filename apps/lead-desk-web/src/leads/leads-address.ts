import { type AddressWords, manyIn, oneOf, textIn } from '../frame/address';
import type { ListLeadsData } from '../generated';

type Query = NonNullable<ListLeadsData['query']>;
type Sort = NonNullable<Query['sort']>;
type Field = NonNullable<Query['in']>;

export const sorts = [
  'name',
  'email',
  'phone',
  'intent',
  'source',
  'stage',
  'recordStatus',
  'assignment',
  'agent',
  'office',
  'rating',
  'financing',
  'prequalified',
  'lender',
  'referral',
  'plan',
  'request',
  'property',
  'mls',
  'openedAt',
  'lastActivityAt',
] as const satisfies readonly Sort[];
export const searchFields = [
  'any',
  'name',
  'email',
  'phone',
  'property',
  'message',
  'notes',
  'source',
  'lender',
] as const satisfies readonly Field[];
export const stages = ['uncontacted', 'attemptedContact', 'nurturing', 'underContract', 'closed', 'dead'] as const;
export const recordStatuses = ['active', 'inactive', 'converted', 'archived', 'deleted'] as const;
export const assignments = ['unassigned', 'offered', 'pond', 'accepted', 'claimed', 'rejected', 'expired', 'withdrawn'] as const;
export const intents = ['buy', 'rent', 'sell', 'let'] as const;
export const plans = ['onTime', 'lateTask', 'completed', 'none'] as const;
export const ratings = ['3', '2', '1', '0'] as const;
export const requests = ['any', 'delete', 'archive', 'convert', 'resetPlan', 'handOff', 'rebroadcast'] as const;
export const openedDays = ['1', '7', '30', '90'] as const;

/** What the address says about the list of leads; one value per filter, so that it reads as a sentence. */
export interface LeadsAddress {
  search?: string;
  in?: Field;
  sort?: Sort;
  direction?: 'asc' | 'desc';
  stage?: (typeof stages)[number];
  recordStatus?: (typeof recordStatuses)[number];
  assignment?: (typeof assignments)[number];
  /** Whose they are: an agent's id, `me` or `nobody`. */
  whose?: string;
  intent?: (typeof intents)[number];
  source?: string;
  plan?: (typeof plans)[number];
  rating?: (typeof ratings)[number];
  office?: string;
  opened?: (typeof openedDays)[number];
  request?: (typeof requests)[number];
  columns?: string[];
}

export function leadsAddress(words: AddressWords): LeadsAddress {
  return {
    search: textIn(words.search),
    in: oneOf(words.in, searchFields),
    sort: oneOf(words.sort, sorts),
    direction: oneOf(words.direction, ['asc', 'desc']),
    stage: oneOf(words.stage, stages),
    recordStatus: oneOf(words.recordStatus, recordStatuses),
    assignment: oneOf(words.assignment, assignments),
    whose: textIn(words.whose),
    intent: oneOf(words.intent, intents),
    source: textIn(words.source),
    plan: oneOf(words.plan, plans),
    rating: oneOf(words.rating, ratings),
    office: textIn(words.office),
    opened: oneOf(words.opened, openedDays),
    request: oneOf(words.request, requests),
    columns: manyIn(words.columns),
  };
}

export type LeadsFilter = Omit<LeadsAddress, 'columns'>;

export function leadsFilterOf({ columns: _columns, ...filter }: LeadsAddress): LeadsFilter {
  return filter;
}

/** How many filters are on; the order is none, and what is typed stands in its own box. */
export function leadsFilterCount({ search: _search, in: _in, sort: _sort, direction: _direction, ...filters }: LeadsFilter): number {
  return Object.values(filters).filter((value) => value !== undefined).length;
}

const one = <T>(value: T | undefined): T[] | undefined => (value === undefined ? undefined : [value]);

/** The question to the API; a day is counted from its begin, so that the same list asks the same. */
export function leadsQueryOf({
  opened,
  stage,
  recordStatus,
  assignment,
  intent,
  plan,
  rating,
  request,
  whose,
  in: field,
  ...rest
}: LeadsFilter): Query {
  const openedFrom = opened && new Date(Math.floor(Date.now() / 86_400_000 - Number(opened)) * 86_400_000).toISOString();
  return {
    ...rest,
    agent: whose,
    in: rest.search === undefined ? undefined : field,
    stage: one(stage),
    recordStatus: one(recordStatus),
    assignment: one(assignment),
    intent: one(intent),
    plan: one(plan),
    rating: one(rating),
    request: one(request),
    openedFrom,
  };
}
